/**
 * What somebody agrees to, in the words that they read and sign. The text itself is kept with the consent, so a later version of this file
 * changes nothing of what was agreed. Whoever changes a text gives it a new version.
 */
export const CONSENT_VERSION = 'v1 (2026-11)';

/** The purposes that have a text; for another one the adviser writes it. */
export const CONSENT_PURPOSES = [
  'shareWithEmployer',
  'anonymousProfile',
  'keepApplication',
  'contactOthers',
  'photoAndVideo',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

const ALWAYS = {
  nl: 'Ik mag nee zeggen. Ik mag mijn toestemming altijd weer intrekken. Dat heeft geen gevolgen voor de hulp die ik krijg.',
  en: 'I may say no. I may take my consent back at any time. That changes nothing about the help that I get.',
} as const;

const TEXTS: Readonly<Record<'nl' | 'en', Readonly<Record<ConsentPurpose, string>>>> = {
  nl: {
    shareWithEmployer:
      'Mijn adviseur mag mijn naam, mijn cv en wat ik kan laten zien aan een werkgever die past bij wat ik zoek. Niet mijn gezondheid, niet mijn uitkering en niet wat we samen bespreken.',
    anonymousProfile:
      'Mijn adviseur mag laten zien wat ik kan en welk werk ik zoek, zonder mijn naam en adres. Zo kan een werkgever reageren zonder te weten wie ik ben.',
    keepApplication:
      'Als ik een baan niet krijg, mag mijn sollicitatie een jaar worden bewaard. Zo kan mijn adviseur mij noemen als er weer zo’n baan is.',
    contactOthers:
      'Mijn adviseur mag over mij praten met mensen die mij ook helpen, zoals mijn jobcoach of de gemeente. Alleen over wat nodig is om werk te vinden.',
    photoAndVideo:
      'Mijn adviseur mag een foto of film van mij bewaren in mijn dossier en laten zien aan wie ik zelf heb gekozen.',
  },
  en: {
    shareWithEmployer:
      'My adviser may show my name, my CV and what I can do to an employer who fits what I look for. Not my health, not my benefit and not what we discuss together.',
    anonymousProfile:
      'My adviser may show what I can do and which work I look for, without my name and address. So an employer can react without knowing who I am.',
    keepApplication:
      'When I do not get a job, my application may be kept for a year. So my adviser can name me when there is such a job again.',
    contactOthers:
      'My adviser may speak about me with people who help me too, such as my job coach or the municipality. Only about what is needed to find work.',
    photoAndVideo: 'My adviser may keep a photo or film of me in my dossier and show it to whom I chose myself.',
  },
};

export const consentText = (purpose: ConsentPurpose, language: 'nl' | 'en'): string =>
  `${TEXTS[language][purpose]}\n\n${ALWAYS[language]}`;
