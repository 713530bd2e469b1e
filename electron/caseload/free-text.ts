/** What stands in the free text of the caseload already, and seldom may: found some dossiers at a time, and kept nowhere. */
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { Piece } from '../../core/domain/fold.ts';
import { isFreeText, pointAt, type Pointed } from '../../core/privacy/free-text-guard.ts';
import type { Reader } from './database.ts';
import { notFrozen } from './limits.ts';

type Looked = Answer<'freeText.look'>;

/** With a hundred rows each some thirty milliseconds (30 November 2026): whoever types meanwhile hardly waits for it. */
const DOSSIERS_AT_ONCE = 10;
/** Characters before the first word that is shown, and of all that is shown. */
const [BEFORE, SHOWN] = [60, 220];

/** The concepts with free text, and which of their fields it is. */
const TEXTS: readonly { readonly concept: ConceptName; readonly fields: readonly string[] }[] = CONCEPTS.flatMap(
  ({ name, fields }) => {
    const free = Object.keys(fields).filter((field) => isFreeText(name, field));
    return free.length > 0 ? [{ concept: name, fields: free }] : [];
  },
);

export function lookAtFreeText(db: Reader, { after }: Ask<'freeText.look'>): Looked {
  const dossiers = db.all<
    Omit<Looked['found'][number], 'concept' | 'row' | 'field' | 'sorts' | 'excerpt'> & { number: number }
  >(
    `SELECT "id" AS "dossier", "number", "initials", "givenName", "prefix", "surname" FROM "candidate"
      WHERE "deleted" = 0 AND "number" > ? AND ${notFrozen('"id"')} ORDER BY "number" LIMIT ?`,
    after,
    DOSSIERS_AT_ONCE,
  );
  const count = (where: string, ...parameters: number[]): number =>
    db.get<{ n: number }>(
      `SELECT count(*) AS "n" FROM "candidate" WHERE "deleted" = 0 AND ${notFrozen('"id"')}${where}`,
      ...parameters,
    )?.n ?? 0;
  const last = dossiers.at(-1)?.number ?? after;
  const texts = textsOf(
    db,
    dossiers.map(({ dossier }) => dossier),
  );
  return {
    looked: count(' AND "number" <= ?', last),
    total: count(''),
    next: dossiers.length < DOSSIERS_AT_ONCE ? null : last,
    found: dossiers.flatMap(({ dossier, initials, givenName, prefix, surname }) =>
      (texts.get(dossier) ?? []).flatMap(({ text, ...at }) => {
        const pointed = pointAt(text);
        if (pointed.length === 0) return [];
        const sorts = [...new Set(pointed.map(({ sort }) => sort))];
        const who = { dossier, initials, givenName, prefix, surname };
        return [{ ...who, ...at, sorts, excerpt: excerptOf(text, pointed) }];
      }),
    ),
  };
}

/** What is written freely in these dossiers, by dossier. */
function textsOf(db: Reader, dossiers: readonly string[]) {
  const texts = new Map<string, { concept: ConceptName; row: string; field: string; text: string }[]>();
  for (const { concept, fields } of TEXTS) {
    const columns = fields.map((field) => `"${field}"`).join(', ');
    for (const stored of db.all<Record<string, string | null> & { id: string; dossier: string }>(
      `SELECT "id", "dossier", ${columns} FROM "${concept}" WHERE "dossier" IN (SELECT "value" FROM json_each(?)) AND "deleted" = 0 ORDER BY "number"`,
      JSON.stringify(dossiers),
    )) {
      const ofDossier = texts.get(stored.dossier) ?? [];
      texts.set(stored.dossier, ofDossier);
      for (const field of fields) {
        const text = stored[field];
        if (text) ofDossier.push({ concept, row: stored.id, field, text });
      }
    }
  }
  return texts;
}

/** The text around what is pointed at, from the first of it. */
function excerptOf(text: string, pointed: readonly Pointed[]): Piece[] {
  const first = pointed[0]?.from ?? 0;
  let at = first <= BEFORE ? 0 : first - BEFORE + text.slice(first - BEFORE, first).indexOf(' ') + 1;
  const end = Math.min(text.length, at + SHOWN);
  const pieces: Piece[] = at > 0 ? [{ text: '…', hit: false }] : [];
  for (const { from, to } of pointed) {
    if (to > end) break;
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false });
    pieces.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  return [...pieces, { text: text.slice(at, end) + (end < text.length ? '…' : ''), hit: false }];
}
