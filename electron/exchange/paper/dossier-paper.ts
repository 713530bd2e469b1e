/**
 * What a dossier on paper says, from letterhead to closing: the same for the page that becomes a PDF and for the Word document. Pure: the
 * same dossier gives the same paper.
 */
import type { Definition } from '../../../core/assessments/definition.ts';
import { CONCEPTS, type ConceptName, type FieldsOf } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { REGISTER_WORDS } from '../../../core/register/register-words.ts';
import { entryOf, mayReceive, type Category, type Recipient } from '../../../core/register/register.ts';
import type { Section } from './blocks.ts';
import { unsaidOfGuidance } from './guidance-sections.ts';
import { letterheadOf, type Letterhead } from './letterhead.ts';
import { PAPER_TEXTS, inWords, type Language } from './paper-texts.ts';
import { readsCodes, sections } from './sections.ts';

export type PaperInput = {
  /** Already redacted for the recipient. */
  readonly dossier: Dossier;
  readonly organisation: FieldsOf<'organisation'> | null;
  readonly adviser: FieldsOf<'adviser'> | null;
  readonly recipient: Recipient;
  /** Who exactly gets it: a person or a company. */
  readonly recipientName: string | null;
  readonly language: Language;
  /** The day of handing over, `2026-11-23`. */
  readonly date: string;
  /** The questionnaires of this laptop, for what scores are called and mean. */
  readonly definitions?: readonly Definition[];
};

export type Paper = {
  readonly language: Language;
  readonly title: string;
  readonly letterhead: Letterhead;
  /** Who it is for, and the day as it is written. */
  readonly meant: string;
  readonly date: string;
  readonly kind: string;
  readonly name: string;
  readonly summary: string | null;
  readonly intro: string | null;
  readonly sections: readonly Section[];
  /** Said instead of sections where there is nothing yet. */
  readonly empty: string;
  readonly closing: {
    readonly heading: string;
    readonly texts: readonly string[];
    readonly facts: readonly { readonly label: string; readonly text: string }[];
  };
  /** At the foot of each page, before date and number. */
  readonly foot: string;
};

export function dossierPaper(input: PaperInput): Paper {
  const { dossier, organisation, adviser, recipient, recipientName, language, date } = input;
  const texts = PAPER_TEXTS[language];
  const { candidate } = dossier;
  const name = displayName(candidate) || texts.nameless;
  const kind = texts.kind[recipient];
  return {
    language,
    title: `${kind} – ${name}`,
    letterhead: letterheadOf(organisation, language),
    meant: recipientName?.trim() ? texts.forNamed[recipient](recipientName.trim()) : texts.forAnybody[recipient],
    date: formatPartialDate(date, language, 'long'),
    kind,
    name,
    summary: [candidate.place, candidate.country].filter(Boolean).join(', ') || null,
    intro: texts.intro[recipient],
    sections: sections(dossier, recipient, language, input.definitions),
    empty: texts.empty,
    closing: closing(organisation, adviser, recipient, language),
    foot: [name, organisation?.name ?? null].filter(Boolean).join(' · '),
  };
}

function closing(
  organisation: FieldsOf<'organisation'> | null,
  adviser: FieldsOf<'adviser'> | null,
  recipient: Recipient,
  language: Language,
): Paper['closing'] {
  const texts = PAPER_TEXTS[language];
  const { wholly, partly } = withheldCategories(recipient);
  const words = (categories: readonly Category[]) =>
    inWords(
      categories.map((each) => REGISTER_WORDS[language].categories[each]),
      texts.and,
    );
  const said =
    wholly.length + partly.length === 0
      ? texts.nothingLeftOut[recipient]
      : texts.leavesOut[recipient](words(wholly), words(partly));
  const fact = (label: string, parts: readonly (string | null | undefined)[]) => {
    const text = parts.filter(Boolean).join(' · ');
    return text === '' ? [] : [{ label, text }];
  };
  return {
    heading: (recipient === 'candidate' ? texts.headings.toCandidate : texts.headings.aboutCandidate).leftOut,
    texts: [said, ...(recipient === 'candidate' ? [texts.rights] : [])],
    facts: [
      ...fact(texts.adviser, [adviser?.name, adviser?.role, adviser?.phone, adviser?.email]),
      ...fact(texts.contactPerson, [organisation?.contactName, organisation?.contactEmail]),
    ],
  };
}

/**
 * What a recipient never gets, by the register and not by what this dossier holds: "schemes were left out" would tell an
 * employer that there are schemes.
 */
export function withheldCategories(recipient: Recipient): { wholly: Category[]; partly: Category[] } {
  const kept = new Map<Category, { given: number; withheld: number }>();
  for (const concept of CONCEPTS) {
    // What an import could not place belongs to no category of its own.
    if (concept.place === 'organisation' || concept.place === 'own' || concept.name === 'importRemainder') continue;
    for (const field of Object.keys(concept.fields)) {
      const { category } = entryOf(concept.name, field);
      const count = kept.get(category) ?? { given: 0, withheld: 0 };
      if (mayReceive(recipient, concept.name, field)) count.given += 1;
      else count.withheld += 1;
      kept.set(category, count);
    }
  }
  const those = (when: (count: { given: number; withheld: number }) => boolean) =>
    [...kept].filter(([, count]) => when(count)).map(([category]) => category);
  return {
    wholly: those(({ given, withheld }) => given === 0 && withheld > 0),
    partly: those(({ given, withheld }) => given > 0 && withheld > 0),
  };
}

/** What the recipient may have and the dossier holds, but paper does not say: codes that are of use to machines only. */
export function unsaidOnPaper(dossier: Dossier, recipient: Recipient): { concept: ConceptName; field: string }[] {
  const unsaid: { concept: ConceptName; field: string }[] = [];
  const check = <N extends ConceptName>(concept: N, fields: readonly string[], rows: readonly object[]) => {
    for (const field of fields) {
      if (rows.some((row) => (row as Record<string, unknown>)[field] !== null)) unsaid.push({ concept, field });
    }
  };
  const { candidate, rows } = dossier;
  if (recipient === 'employer' && candidate.givenName !== null) check('candidate', ['initials'], [candidate]);
  if (!readsCodes(recipient)) {
    check('workExperience', ['roleCode', 'roleCodeSystem'], rows.workExperience);
    check('education', ['nameCode'], rows.education);
    check('skill', ['code', 'codeSystem'], rows.skill);
    check('desiredOccupation', ['code', 'codeSystem'], rows.desiredOccupation);
  }
  check(
    'language',
    ['languageCode'],
    rows.language.filter((each) => each.language !== null),
  );
  check('document', ['mediaType', 'bytes', 'about', 'replaces', 'turned'], rows.document);
  check('candidate', ['mergedInto'], [candidate]);
  check(
    'document',
    ['confidential'],
    rows.document.filter((each) => each.confidential === 'no'),
  );
  return [...unsaid, ...unsaidOfGuidance(dossier)];
}
