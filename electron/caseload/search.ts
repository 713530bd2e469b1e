/**
 * Search over everything a dossier holds. The index knows words, not texts: the address of a row in it is made of the
 * dossier's number, the concept's and the row's own, so a hit says whose it is without a look at any table.
 *
 * A question's word finds: a name that begins with it, a word that begins with it, and a word that has it inside
 * (Dutch compounds: "chauffeur" finds "heftruckchauffeur"). Every word of the question must be somewhere in the dossier.
 */
import { CONCEPTS, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import { excerpt, foldedWords, type Piece } from '../../core/domain/fold.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Reader, Writer } from './database.ts';
import { fromColumn, type StoredRow } from './rows.ts';
import { optionWords } from './search-words.ts';

/** 24 bits for the row, 5 for the concept: 16 million rows a table, 32 tables, 16 million dossiers within 2^53. */
const ROWS = 2 ** 24;
const CONCEPT_SLOTS = 2 ** 5;
const DOSSIER = ROWS * CONCEPT_SLOTS;

const conceptNumber = new Map<string, number>(CONCEPTS.map((each, index) => [each.name, index]));
const address = (dossierNumber: number, concept: ConceptName, rowNumber: number): number =>
  dossierNumber * DOSSIER + (conceptNumber.get(concept) ?? 0) * ROWS + rowNumber;

const NAME_FIELDS = ['initials', 'givenName', 'prefix', 'surname'];

type Indexed = { readonly name: string; readonly words: string };

/** The folded words of a row, as they stand in the index; empty when the row holds no words. */
export function indexedWords(concept: ConceptName, value: (field: string) => FieldValue): Indexed {
  const name: string[] = [];
  const words: string[] = [];
  for (const [field, { kind, searched }] of Object.entries(conceptOf(concept).fields)) {
    const held = value(field);
    if (held === null) continue;
    const into = concept === 'candidate' && NAME_FIELDS.includes(field) ? name : words;
    if (kind === 'code' || kind === 'codes') {
      for (const option of Array.isArray(held) ? held : [held])
        into.push(...foldedWords(optionWords(concept, field, String(option)).join(' ')));
    } else if (searched) {
      const found = foldedWords(String(held));
      into.push(...found);
      // "06 12 34" is also looked for as "061234", "1234 AB" as "1234ab".
      if ((kind === 'phone' || kind === 'postcode') && found.length > 1) into.push(found.join(''));
    }
  }
  return { name: name.join(' '), words: words.join(' ') };
}

const storedValue = (concept: ConceptName, row: Readonly<Record<string, string | number | null>>) => (field: string) =>
  fromColumn(concept, field, row[field] ?? null);

/** Words that are known to stand in the table of words: lives as long as one transaction, and spares a bulk the asking. */
export type KnownWords = Set<string>;

/** Brings the index from what the row held to what it holds. */
export function indexRow(
  tx: Writer,
  concept: ConceptName,
  row: {
    readonly dossierNumber: number;
    readonly rowNumber: number;
    /** As it stood in its table, null when it is new. */
    readonly before: StoredRow | null;
    readonly after: { readonly fields: Readonly<Record<string, FieldValue>>; readonly deleted?: boolean };
  },
  known: KnownWords,
): void {
  const { before, after } = row;
  const was = before ? storedValue(concept, before) : () => null;
  const is = (field: string): FieldValue => (field in after.fields ? (after.fields[field] ?? null) : was(field));
  const old = before && !before.deleted ? indexedWords(concept, was) : null;
  const deleted = after.deleted ?? before?.deleted === 1;
  const next = deleted ? null : indexedWords(concept, is);
  if (old && next && old.name === next.name && old.words === next.words) return;
  const at = address(row.dossierNumber, concept, row.rowNumber);
  if (old && (old.name || old.words)) remove(tx, at, old);
  if (next && (next.name || next.words)) add(tx, at, next, known);
}

function remove(tx: Writer, at: number, held: Indexed): void {
  tx.run(
    `INSERT INTO "searchIndex"("searchIndex", "rowid", "name", "words") VALUES ('delete', ?, ?, ?)`,
    at,
    held.name,
    held.words,
  );
}

function add(tx: Writer, at: number, held: Indexed, known: KnownWords): void {
  tx.run(`INSERT INTO "searchIndex"("rowid", "name", "words") VALUES (?, ?, ?)`, at, held.name, held.words);
  for (const term of `${held.name} ${held.words}`.split(' ')) {
    if (term.length < PART || known.has(term)) continue;
    known.add(term);
    const { changes, lastInsertRowid } = tx.run(`INSERT OR IGNORE INTO "word" ("term") VALUES (?)`, term);
    if (changes > 0) tx.run(`INSERT INTO "wordParts"("rowid", "term") VALUES (?, ?)`, lastInsertRowid, term);
  }
}

/** Everything anew, from the tables: after the words of the code lists changed, and to hold the index against the rows. */
export function* rebuildSearch(tx: Writer): Generator<number> {
  tx.run(`INSERT INTO "searchIndex"("searchIndex") VALUES ('delete-all')`);
  tx.run(`INSERT INTO "wordParts"("wordParts") VALUES ('delete-all')`);
  tx.run(`DELETE FROM "word"`);
  let done = 0;
  const known: KnownWords = new Set();
  for (const [at, held] of allIndexed(tx)) {
    add(tx, at, held, known);
    if (++done % 1000 === 0) yield done;
  }
}

export function* allIndexed(db: Reader): Generator<[number, Indexed]> {
  for (const { name, place } of CONCEPTS) {
    if (place === 'organisation') continue;
    // Page by page: the connection can not write while it is stepping through an answer.
    for (let last = 0; ;) {
      const rows = db.all<StoredRow & { dossierNumber: number }>(
        `SELECT r.*, c."number" AS "dossierNumber" FROM "${name}" r JOIN "candidate" c ON c."id" = r."dossier" WHERE r."number" > ? ORDER BY r."number" LIMIT 1000`,
        last,
      );
      if (rows.length === 0) break;
      for (const row of rows) {
        last = row.number;
        if (row.deleted) continue;
        const held = indexedWords(name, storedValue(name, row));
        if (held.name || held.words) yield [address(row.dossierNumber, name, row.number), held];
      }
    }
  }
}

export type Match = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly field: string;
  readonly excerpt: Piece[];
};
export type Hit = { readonly dossier: string; readonly matches: Match[] };

/** A part of a word is looked for from this length on; fewer letters occur in nearly every word. */
const PART = 4;
/** More words than this with the part inside: the part says too little, and its own words say enough. */
const MOST_COMPOUNDS = 60;

/** FTS5 questions for one folded word: its beginnings, and the whole words that have it inside. */
function questionFor(db: Reader, word: string): string {
  const alternatives = [`"${word}" *`];
  if (word.length >= PART) for (const whole of compoundsOf(db, word)) alternatives.push(`"${whole}"`);
  return alternatives.join(' OR ');
}

function compoundsOf(db: Reader, part: string): string[] {
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= part.length; at++) trigrams.add(`"${part.slice(at, at + 3)}"`);
  const rows = db.all<{ term: string }>(
    `SELECT w."term" FROM "wordParts" p JOIN "word" w ON w."number" = p."rowid" WHERE "wordParts" MATCH ? LIMIT 400`,
    [...trigrams].join(' AND '),
  );
  return rows
    .map((row) => row.term)
    .filter((term) => term.includes(part) && !term.startsWith(part))
    .slice(0, MOST_COMPOUNDS);
}

/**
 * Dossiers in which every word of the question occurs, those whose name has them all first.
 * @returns at most `limit` hits, and whether there are more
 */
export function search(db: Reader, question: string, limit: number): { hits: Hit[]; more: boolean } {
  const words = questionWords(question);
  if (words.length === 0) return { hits: [], more: false };
  const questions = words.map((word) => questionFor(db, word));
  const found = new Map<number, string>();
  const keep = (dossierNumber: number): void => {
    if (found.has(dossierNumber)) return;
    const candidate = db.get<{ id: string }>(
      `SELECT "id" FROM "candidate" WHERE "number" = ? AND "deleted" = 0`,
      dossierNumber,
    );
    if (candidate) found.set(dossierNumber, candidate.id);
  };
  const byName = `name : (${words.map((word) => `"${word}" *`).join(' AND ')})`;
  const named = db.all<{ rowid: number }>(
    `SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? LIMIT ?`,
    byName,
    limit * 2,
  );
  for (const { rowid } of named) keep(Math.floor(rowid / DOSSIER));
  for (const dossierNumber of dossiersWithAll(db, questions)) {
    if (found.size > limit) break;
    keep(dossierNumber);
  }
  const hits = [...found].slice(0, limit);
  return {
    hits: hits.map(([dossierNumber, dossier]) => ({
      dossier,
      matches: matchesIn(db, dossierNumber, words, questions),
    })),
    more: found.size > limit,
  };
}

const questionWords = (question: string): string[] => [...new Set(foldedWords(question))].slice(0, 8);

/** The numbers of all candidates in whose dossier every word occurs, for the filter of the list. */
export function candidatesWith(db: Reader, question: string): number[] {
  const words = questionWords(question);
  return words.length === 0
    ? []
    : [
        ...dossiersWithAll(
          db,
          words.map((word) => questionFor(db, word)),
        ),
      ];
}

/**
 * The dossiers in which each question has a row, ascending. A leapfrog: each question jumps to the first dossier that is not
 * before the furthest of the others, so a rare word makes a common one cheap.
 */
function* dossiersWithAll(db: Reader, questions: readonly string[]): Generator<number> {
  const sql = `SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? AND "rowid" >= ? ORDER BY "rowid" LIMIT 1`;
  const firstFrom = (question: string, dossier: number): number | null => {
    const row = db.get<{ rowid: number }>(sql, question, dossier * DOSSIER);
    return row ? Math.floor(row.rowid / DOSSIER) : null;
  };
  let dossier = 0;
  while (true) {
    let agreed = true;
    for (const question of questions) {
      const at = firstFrom(question, dossier);
      if (at === null) return;
      if (at > dossier) {
        dossier = at;
        agreed = false;
      }
    }
    if (agreed || questions.length === 1) {
      yield dossier;
      dossier++;
    }
  }
}

/** Where in the dossier the words are: at most one place a word, with the text around it. */
function matchesIn(db: Reader, dossierNumber: number, words: readonly string[], questions: readonly string[]): Match[] {
  const matches: Match[] = [];
  const seen = new Set<string>();
  questions.forEach((question, index) => {
    const rows = db.all<{ rowid: number }>(
      `SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? AND "rowid" BETWEEN ? AND ? LIMIT 2`,
      question,
      dossierNumber * DOSSIER,
      (dossierNumber + 1) * DOSSIER - 1,
    );
    for (const { rowid } of rows) {
      const concept = CONCEPTS[Math.floor(rowid / ROWS) % CONCEPT_SLOTS]?.name;
      if (!concept) continue;
      const row = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "number" = ?`, rowid % ROWS);
      if (!row) continue;
      const place = placeIn(concept, row, [words[index] ?? '', ...words]);
      if (!place || seen.has(`${row.id}/${place.field}`)) continue;
      seen.add(`${row.id}/${place.field}`);
      matches.push({ concept, row: row.id, ...place });
      break;
    }
  });
  return matches;
}

function placeIn(
  concept: ConceptName,
  row: StoredRow,
  words: readonly string[],
): { field: string; excerpt: Piece[] } | null {
  for (const [field, { kind, searched }] of Object.entries(conceptOf(concept).fields)) {
    const value = fromColumn(concept, field, row[field] ?? null);
    if (value === null) continue;
    const isCode = kind === 'code' || kind === 'codes';
    if (!searched && !isCode) continue;
    const texts = isCode
      ? (Array.isArray(value) ? value : [value]).flatMap((option) => optionWords(concept, field, String(option)))
      : [String(value)];
    for (const text of texts) {
      const found = excerpt(text, words.slice(0, 1)) ?? compactExcerpt(text, words[0] ?? '');
      if (found) return { field, excerpt: excerpt(text, words) ?? found };
    }
  }
  return null;
}

/** A telephone number typed without spaces is found in one written with them: then the whole is the hit. */
function compactExcerpt(text: string, word: string): Piece[] | null {
  return text.length <= 40 && foldedWords(text).join('').includes(word) ? [{ text, hit: true }] : null;
}
