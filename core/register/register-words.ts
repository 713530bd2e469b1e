/** What the categories of §2 of the privacy statement and the recipients are called, wherever something is left out. */
import type { Category, Recipient } from './register.ts';

export type RegisterWords = {
  /** As in the middle of a sentence: "sociale media, interesses en regelingen". */
  readonly categories: Readonly<Record<Category, string>>;
  readonly recipients: Readonly<Record<Recipient, string>>;
};

export const REGISTER_WORDS: Readonly<Record<'nl' | 'en', RegisterWords>> = {
  nl: {
    categories: {
      organisation: 'organisatie',
      professional: 'loopbaanadviseur',
      identity: 'naam en kenmerk',
      contact: 'adres en contact',
      socialMedia: 'sociale media',
      work: 'werk',
      education: 'opleiding',
      courses: 'cursussen',
      skills: 'vaardigheden',
      interests: 'interesses',
      schemes: 'regelingen',
      availability: 'beschikbaarheid',
      webLinks: 'links',
      documents: 'documenten',
      guidance: 'begeleiding',
      applications: 'sollicitaties',
      placements: 'plaatsingen',
      assessments: 'testresultaten',
      rights: 'rechten en verzoeken',
      usage: 'voortgang en gebruik',
    },
    recipients: { candidate: 'kandidaat', colleague: 'collega', employer: 'werkgever', uwv: 'UWV' },
  },
  en: {
    categories: {
      organisation: 'organisation',
      professional: 'career adviser',
      identity: 'name and reference',
      contact: 'address and contact',
      socialMedia: 'social media',
      work: 'work',
      education: 'education',
      courses: 'courses',
      skills: 'skills',
      interests: 'interests',
      schemes: 'schemes',
      availability: 'availability',
      webLinks: 'web links',
      documents: 'documents',
      guidance: 'guidance',
      applications: 'job applications',
      placements: 'placements',
      assessments: 'assessments',
      rights: 'rights and requests',
      usage: 'progress and usage',
    },
    recipients: { candidate: 'candidate', colleague: 'colleague', employer: 'employer', uwv: 'UWV' },
  },
};
