/** The names in an imported list, where they stand: a block for each kind, language, and preferred or other name. */
import { PACK_LANGUAGES, type PackLanguage } from '../../../core/classification/packs.ts';
import type { ConceptKind } from '../../exchange/classification/pack-draft.ts';
import type { Reader } from '../database.ts';
import { BLOCK, CONCEPTS, LABELS } from './store.ts';

const KINDS = ['occupation', 'skill', 'group'] as const satisfies readonly ConceptKind[];

/** From 0 to 11. */
export const blockOf = (kind: ConceptKind, language: PackLanguage, isPreferred: boolean): number =>
  KINDS.indexOf(kind) * 4 + PACK_LANGUAGES.indexOf(language) * 2 + (isPreferred ? 0 : 1);

export function placeOfLabel(number: number): { language: PackLanguage; isPreferred: boolean } {
  const block = Math.floor((number % LABELS) / BLOCK) % 4;
  return { language: block < 2 ? 'nl' : 'en', isPreferred: block % 2 === 0 };
}

export type StoredConcept = {
  readonly number: number;
  readonly kind: ConceptKind;
  readonly code: string;
  readonly isco: string | null;
  readonly notation: string | null;
  readonly type: string | null;
};

export const conceptByCode = (db: Reader, pack: number, code: string): StoredConcept | undefined =>
  db.get<StoredConcept>(
    `SELECT * FROM "packConcept" WHERE "code" = ? AND "number" BETWEEN ? AND ?`,
    code,
    pack * CONCEPTS,
    (pack + 1) * CONCEPTS - 1,
  );

/** In the language that is asked for, and otherwise in the other one. */
export function preferredName(db: Reader, concept: number, language: PackLanguage): string | null {
  const names = preferredNames(db, concept);
  return names[language] ?? names.nl ?? names.en ?? null;
}

function preferredNames(db: Reader, concept: number): Partial<Record<PackLanguage, string>> {
  const names: Partial<Record<PackLanguage, string>> = {};
  for (const { number, text } of db.all<{ number: number; text: string }>(
    `SELECT "number", "text" FROM "packLabel" WHERE "concept" = ?`,
    concept,
  )) {
    const { language, isPreferred } = placeOfLabel(number);
    if (isPreferred) names[language] = text;
  }
  return names;
}

/** What everything of a kind is called in a language, by its number: that which has a name in it. */
export function* namesIn(
  db: Reader,
  pack: number,
  kind: ConceptKind,
  language: PackLanguage,
): Generator<readonly [number, string]> {
  const from = pack * LABELS + blockOf(kind, language, true) * BLOCK;
  for (const { concept, text } of db.all<{ concept: number; text: string }>(
    `SELECT "concept", "text" FROM "packLabel" WHERE "number" BETWEEN ? AND ?`,
    from,
    from + BLOCK - 1,
  ))
    yield [concept, text];
}

/** In the language that is asked for, and otherwise in the other one. */
export const allNames = (db: Reader, pack: number, kind: ConceptKind, language: PackLanguage): Map<number, string> =>
  new Map([...namesIn(db, pack, kind, language === 'nl' ? 'en' : 'nl'), ...namesIn(db, pack, kind, language)]);

/** What the ISCO-08 unit groups are called, by their code: tells apart occupations that are named alike. */
export function groupNames(db: Reader, pack: number, language: PackLanguage): Map<string, string> {
  const names = allNames(db, pack, 'group', language);
  return new Map(
    db
      .all<{ number: number; code: string }>(
        `SELECT "number", "code" FROM "packConcept" WHERE "number" BETWEEN ? AND ? AND "kind" = 'group'`,
        pack * CONCEPTS,
        (pack + 1) * CONCEPTS - 1,
      )
      .map(({ number, code }) => [code, names.get(number) ?? '']),
  );
}
