/** Words in free text that reveal what seldom may be held: what they say, why that matters, what to write instead. Polite, and never a bar. */
export const guard = {
  says: {
    health_one: '{{words}} zegt iets over gezondheid.',
    health_other: '{{words}} zeggen iets over gezondheid.',
    origin_one: '{{words}} zegt iets over afkomst of verblijf.',
    origin_other: '{{words}} zeggen iets over afkomst of verblijf.',
    religion_one: '{{words}} zegt iets over geloof.',
    religion_other: '{{words}} zeggen iets over geloof.',
    sexualLife_one: '{{words}} zegt iets over seksualiteit.',
    sexualLife_other: '{{words}} zeggen iets over seksualiteit.',
    crime_one: '{{words}} zegt iets over strafbare feiten.',
    crime_other: '{{words}} zeggen iets over strafbare feiten.',
    bsn_one: '{{words}} lijkt op een burgerservicenummer.',
    bsn_other: '{{words}} lijken op een burgerservicenummer.',
  },
  instead: {
    health:
      'Schrijf liever wat iemand kan of nodig heeft: ‘kan vier uur achter elkaar staan’, ‘heeft een rustige plek nodig’.',
    origin: 'Schrijf liever wat voor het werk telt: welke talen iemand spreekt, of iemand hier mag werken.',
    religion: 'Schrijf liever wat voor het werk telt: op welke dagen of uren iemand niet kan.',
    sexualLife: 'Voor begeleiding naar werk is dit bijna nooit nodig. Laat het liever weg.',
    crime: 'Schrijf liever wat voor het werk telt: voor welk werk een VOG nodig is, en of die er is.',
    bsn: 'Een BSN hoort niet in dit dossier. Laat het weg.',
  },
  why: 'Waarom?',
  because:
    'Zulke gegevens krijgen extra bescherming (AVG art. 9 en 10, UAVG art. 46). Vastleggen mag alleen als de wet het toestaat. Wat een werkgever of adviseur over gezondheid mag weten, staat in ‘De zieke werknemer’ van de Autoriteit Persoonsgegevens: wat iemand kan, niet wat iemand heeft. Dit is een hint. Jij beslist, en er gaat niets naar buiten.',
  leave: 'Laat staan',
  title: 'Past dit in het dossier?',
} as const;
