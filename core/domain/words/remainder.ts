/** Why something of a file that came in was set aside, in words: the same on the screen, in the history and on paper. */
import type { Language } from './words.ts';

export const REMAINDER_REASONS = [
  /** This product has no field for it. */
  'noPlace',
  /** There is a field, but the value is not one: a postcode that is none, a date that does not exist. */
  'unreadable',
  /** The field holds the first part, this is the rest. */
  'tooLong',
  /** More rows, or more remainders, than one dossier holds. */
  'tooMany',
  /** The privacy statement does not name it: named here, its value not kept. */
  'notHeldHere',
  /** A document within the file: named, its bytes not taken along. */
  'attachment',
  /** Taken in, in fewer grades than the file has. */
  'coarser',
  /** Characters that no keyboard makes were left out of the field. */
  'controlCharacters',
  /** A column that the adviser, or the guess, set aside. */
  'ignoredColumn',
  /** The dossier already holds something else here. */
  'differs',
] as const;
export type RemainderReason = (typeof REMAINDER_REASONS)[number];

const WORDS: Readonly<Record<Language, Readonly<Record<RemainderReason, string>>>> = {
  nl: {
    noPlace: 'Hiervoor is geen plaats in het dossier.',
    unreadable: 'Dit past niet in het veld waar het hoort.',
    tooLong: 'Dit is het deel dat niet meer paste.',
    tooMany: 'Er waren er meer dan in een dossier passen.',
    notHeldHere: 'Dit bewaart Jobport niet, omdat de privacyverklaring het niet noemt.',
    attachment: 'Dit is een bijlage in het bestand. Die gaat niet mee; voeg haar zo nodig toe bij Documenten.',
    coarser: 'Ingenomen, maar minder precies dan in het bestand.',
    controlCharacters: 'Onleesbare tekens zijn weggelaten.',
    ignoredColumn: 'Deze kolom is opzij gezet.',
    differs: 'Het dossier had hier al iets anders.',
  },
  en: {
    noPlace: 'There is no place for this in the dossier.',
    unreadable: 'This does not fit the field where it belongs.',
    tooLong: 'This is the part that did not fit.',
    tooMany: 'There were more than a dossier holds.',
    notHeldHere: 'Jobport does not keep this, because the privacy statement does not name it.',
    attachment: 'This is an attachment inside the file. It does not come along; add it under Documents if you need it.',
    coarser: 'Taken in, but less exact than in the file.',
    controlCharacters: 'Signs that can not be read were left out.',
    ignoredColumn: 'This column was set aside.',
    differs: 'The dossier already had something else here.',
  },
};

/** As with codes of lists (words.ts), a reason of a newer version has no words here yet: it is shown as it is. */
export function remainderText(language: Language, reason: string | null): string {
  if (reason === null) return WORDS[language].noPlace;
  const known = REMAINDER_REASONS.find((each) => each === reason);
  return known ? WORDS[language][known] : reason;
}
