/** The letters that come with the product, B1, in both languages. An adviser changes them before they go, and keeps their own beside them. */
import type { Language } from '../domain/words/words.ts';
import type { Recipient } from '../register/register.ts';

export const OWN_LETTERS = ['invitation', 'agreements', 'introduction', 'reminder', 'closing'] as const;
export type OwnLetter = (typeof OWN_LETTERS)[number];

export type LetterTemplate = {
  readonly name: string;
  readonly recipient: Recipient;
  readonly subject: string;
  readonly text: string;
};

const nlEnd = `Met vriendelijke groet,

{{adviseur.naam}}
{{organisatie.naam}}`;
const enEnd = `Kind regards,

{{adviser.name}}
{{organisation.name}}`;

export const LETTERS: Readonly<Record<Language, Readonly<Record<OwnLetter, LetterTemplate>>>> = {
  nl: {
    invitation: {
      name: 'Uitnodiging voor een gesprek',
      recipient: 'candidate',
      subject: 'Uitnodiging voor een gesprek',
      text: `Beste {{kandidaat.naam}},

Ik wil graag met je praten over werk. Wat kun je, wat wil je, en wat heb je daarvoor nodig?

Kom je op {{afspraak.datum}} om {{afspraak.tijd}} naar {{afspraak.plaats}}?

Neem mee wat je hebt: je cv, je diploma's, brieven die je hebt gekregen. Heb je niets? Dat is ook goed.

Kun je niet? Bel of mail me dan voor die tijd, dan maken we een andere afspraak.

${nlEnd}`,
    },
    agreements: {
      name: 'Bevestiging van afspraken',
      recipient: 'candidate',
      subject: 'Wat we hebben afgesproken',
      text: `Beste {{kandidaat.naam}},

Fijn dat we elkaar spraken. Dit hebben we afgesproken:

{{afspraken.lijst}}

Klopt er iets niet, of lukt iets niet op tijd? Laat het me weten. Dan kijken we samen wat wel kan.

${nlEnd}`,
    },
    introduction: {
      name: 'Brief aan een werkgever, bij een profiel',
      recipient: 'employer',
      subject: 'Kennismaken met {{kandidaat.naam}}',
      text: `Beste {{ontvanger.naam}},

Graag stel ik {{kandidaat.naam}} aan u voor. {{kandidaat.naam}} zoekt werk als {{kandidaat.gewenst-werk}}.

Bij deze brief vindt u een profiel, met ervaring, opleiding en wanneer iemand kan werken.

Wilt u kennismaken? Bel of mail mij, dan maken we samen een afspraak.

${nlEnd}`,
    },
    reminder: {
      name: 'Herinnering aan een afspraak',
      recipient: 'candidate',
      subject: 'Je afspraak op {{afspraak.datum}}',
      text: `Beste {{kandidaat.naam}},

We hebben een afspraak op {{afspraak.datum}} om {{afspraak.tijd}}.

Kun je niet komen? Laat het me zo snel mogelijk weten.

${nlEnd}`,
    },
    closing: {
      name: 'Afsluiting van de begeleiding',
      recipient: 'candidate',
      subject: 'Je begeleiding is klaar',
      text: `Beste {{kandidaat.naam}},

Je begeleiding bij {{organisatie.naam}} is klaar. Ik vond het fijn om met je te werken.

Je gegevens bewaren we zo lang als de wet dat zegt. Wil je weten wat we over je hebben, of iets laten veranderen? Vraag het mij.

Heb je later weer hulp nodig? Je mag altijd contact opnemen.

${nlEnd}`,
    },
  },
  en: {
    invitation: {
      name: 'Invitation to a conversation',
      recipient: 'candidate',
      subject: 'Invitation to a conversation',
      text: `Dear {{candidate.name}},

I would like to talk with you about work. What can you do, what do you want, and what do you need for it?

Can you come on {{appointment.date}} at {{appointment.time}} to {{appointment.place}}?

Bring what you have: your CV, your diplomas, letters that you received. You have nothing? That is fine too.

You can not come? Call or mail me before that time, and we will find another one.

${enEnd}`,
    },
    agreements: {
      name: 'Confirmation of agreements',
      recipient: 'candidate',
      subject: 'What we agreed',
      text: `Dear {{candidate.name}},

It was good to talk with you. This is what we agreed:

{{agreements.list}}

Is something not right, or will something not be done in time? Let me know, and we will see together what can be done.

${enEnd}`,
    },
    introduction: {
      name: 'Letter to an employer, with a profile',
      recipient: 'employer',
      subject: 'Meeting {{candidate.name}}',
      text: `Dear {{recipient.name}},

I would like to introduce {{candidate.name}} to you. {{candidate.name}} looks for work as {{candidate.work-looked-for}}.

With this letter you find a profile, with experience, education and when somebody can work.

Would you like to meet? Call or mail me, and we will make an appointment together.

${enEnd}`,
    },
    reminder: {
      name: 'Reminder of an appointment',
      recipient: 'candidate',
      subject: 'Your appointment on {{appointment.date}}',
      text: `Dear {{candidate.name}},

We have an appointment on {{appointment.date}} at {{appointment.time}}.

You can not come? Let me know as soon as you can.

${enEnd}`,
    },
    closing: {
      name: 'End of the guidance',
      recipient: 'candidate',
      subject: 'Your guidance has ended',
      text: `Dear {{candidate.name}},

Your guidance at {{organisation.name}} has ended. It was good to work with you.

We keep your data for as long as the law says. Do you want to know what we have about you, or change something? Ask me.

You need help again later? You can always contact us.

${enEnd}`,
    },
  },
};
