/** Words in free text that reveal what seldom may be held: what they say, why that matters, what to write instead. Polite, and never a bar. */
export const guard = {
  says: {
    health_one: '{{words}} says something about health.',
    health_other: '{{words}} say something about health.',
    origin_one: '{{words}} says something about origin or residence.',
    origin_other: '{{words}} say something about origin or residence.',
    religion_one: '{{words}} says something about religion.',
    religion_other: '{{words}} say something about religion.',
    sexualLife_one: '{{words}} says something about sexuality.',
    sexualLife_other: '{{words}} say something about sexuality.',
    crime_one: '{{words}} says something about criminal offences.',
    crime_other: '{{words}} say something about criminal offences.',
    bsn_one: '{{words}} looks like a citizen service number (BSN).',
    bsn_other: '{{words}} look like a citizen service number (BSN).',
  },
  instead: {
    health: 'Better write what somebody can do or needs: ‘can stand for four hours’, ‘needs a quiet place to work’.',
    origin: 'Better write what matters for work: which languages somebody speaks, whether somebody may work here.',
    religion: 'Better write what matters for work: on which days or hours somebody can not come.',
    sexualLife: 'For finding work this is hardly ever needed. Better leave it out.',
    crime:
      'Better write what matters for work: for which work a certificate of conduct (VOG) is needed, and whether there is one.',
    bsn: 'A BSN does not belong in this dossier. Leave it out.',
  },
  why: 'Why?',
  because:
    'Such data have extra protection (GDPR art. 9 and 10, UAVG art. 46). They may only be recorded where the law allows it. What an employer or adviser may know about health stands in ‘De zieke werknemer’ of the Dutch data protection authority: what somebody can do, not what somebody has. This is a hint. You decide, and nothing leaves this laptop.',
  leave: 'Leave it',
  title: 'Does this belong in the dossier?',
} as const;
