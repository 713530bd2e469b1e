/**
 * Search over everything a dossier holds. The index knows words, not texts: the address of a row in it is made of the
 * dossier's number, the concept's and the row's own, so a hit says whose it is without a look at any table.
 *
 * A question's word finds: a name that begins with it, a word that begins with it, and a word that has it inside
 * (Dutch compounds: "chauffeur" finds "heftruckchauffeur"). Every word of the question must be somewhere in the dossier.
 */
import { z } from 'zod';
import { IN_DOCUMENT } from '../../core/contract/contract.ts';
import { CONCEPTS, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import { excerpt, fold, foldedWords, type Piece } from '../../core/domain/fold.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Database, Reader, Writer } from './database.ts';
import { areWordsBehind, ERASED_AT_ONCE, eraseLater, mergeLater } from './erased-words.ts';
import { frozenCalled, notFrozen } from './limits.ts';
import { fromColumn, type StoredRow } from './rows.ts';
import { foldedOptions, optionWords, SEARCH_VERSION } from './search-words.ts';
import { readSetting, writeSetting } from './stores.ts';

/** 24 bits for the row, 7 for the concept: 16 million rows a table, 128 tables, 4 million dossiers within 2^53. */
const ROWS = 2 ** 24;
const CONCEPT_SLOTS = 2 ** 7;
const DOSSIER = ROWS * CONCEPT_SLOTS;

const conceptNumber = new Map<string, number>(CONCEPTS.map((each, index) => [each.name, index]));
const address = (dossierNumber: number, concept: ConceptName, rowNumber: number): number =>
  dossierNumber * DOSSIER + (conceptNumber.get(concept) ?? 0) * ROWS + rowNumber;
const dossierOf = (at: number): number => Math.floor(at / DOSSIER);

/** The number of the adviser's own dossier, which has no candidate: theirs begin at one. */
export const OWN_DOSSIER = 0;

const NAME_FIELDS = ['initials', 'givenName', 'prefix', 'surname'];

/** The index keeps beginnings of two and three letters (migrations: prefix='2 3'); those alike in three are alike in two. */
const SHORTEST_BEGINNING = 2;

type Indexed = {
  readonly name: string;
  readonly words: string;
  /** Each of them, where they are known one by one. */
  readonly terms?: readonly string[];
};

/** The fields of a concept of which words stand in the index; put together once, a first fetch asks for a hundred thousand rows. */
type SearchedField = {
  readonly field: string;
  readonly isName: boolean;
  /** The words of its options, where it has any. */
  readonly options: ((option: string) => readonly string[]) | null;
  readonly isJoined: boolean;
};
const searchedFields = new Map<ConceptName, readonly SearchedField[]>();
function searchedFieldsOf(concept: ConceptName): readonly SearchedField[] {
  let found = searchedFields.get(concept);
  if (!found) {
    found = Object.entries(conceptOf(concept).fields).flatMap(([field, { kind, searched }]) => {
      const isCode = kind === 'code' || kind === 'codes';
      if (!isCode && !searched) return [];
      // "06 12 34" is also looked for as "061234", "1234 AB" as "1234ab".
      const isJoined = kind === 'phone' || kind === 'postcode';
      const options = isCode ? foldedOptions(concept, field) : null;
      return [{ field, isName: concept === 'candidate' && NAME_FIELDS.includes(field), options, isJoined }];
    });
    searchedFields.set(concept, found);
  }
  return found;
}

/** The folded words of a row, as they stand in the index; empty when the row holds no words. */
function indexedWords(concept: ConceptName, value: (field: string) => FieldValue): Indexed {
  const name: string[] = [];
  const words: string[] = [];
  for (const { field, isName, options, isJoined } of searchedFieldsOf(concept)) {
    const held = value(field);
    if (held === null) continue;
    const into = isName ? name : words;
    if (options) {
      for (const option of Array.isArray(held) ? held : [held]) into.push(...options(String(option)));
    } else {
      const found = foldedWords(String(held));
      into.push(...found);
      if (isJoined && found.length > 1) into.push(found.join(''));
    }
  }
  return { name: name.join(' '), words: words.join(' '), terms: name.length === 0 ? words : [...name, ...words] };
}

const storedValue = (concept: ConceptName, row: Readonly<Record<string, string | number | null>>) => (field: string) =>
  fromColumn(concept, field, row[field] ?? null);

/** What indexing remembers from row to row within one transaction. */
export type Indexing = {
  /** Words that are known to stand in the table of words: spares a bulk the asking. */
  readonly known: Set<string>;
  /** What is not in the index yet: FTS5 begins a new piece whenever an address is not beyond the one before, so they go in by address. */
  readonly waiting: { readonly at: number; readonly gone: Indexed | null; readonly come: Indexed | null }[];
  /** Rows of which words were taken out, and put in. */
  erased: number;
  added: number;
  /** Words in documents that went: what stands nowhere else is forgotten at the end. */
  readonly dropped: Set<string>;
  /** Between `gatherPieces` and `putPiecesTogether`, which says when to merge. */
  readonly isGathering: boolean;
};

export const beginIndexing = (): Indexing => ({
  known: new Set(),
  waiting: [],
  erased: 0,
  added: 0,
  dropped: new Set(),
  isGathering: false,
});

/** A bulk of so many rows leaves the index in pieces. */
const MANY_ROWS = 2_000;
/** The words of so many rows are held in memory, about 5 MB. */
const MOST_WAITING = 10_000;

/** Must follow in the same transaction, before anybody asks the index. */
export function endIndexing(tx: Writer, indexing: Indexing): void {
  putIn(tx, indexing);
  if (indexing.dropped.size > 0) {
    forgetWords(tx, indexing.dropped);
    for (const word of indexing.dropped) indexing.known.delete(word);
    indexing.dropped.clear();
  }
  if (indexing.added > MANY_ROWS && !indexing.isGathering) mergeLater(tx);
}

/**
 * While much comes in, the index is not put together after each piece of it, only when there are many: the work of a whole import once
 * instead of again and again. `putPiecesTogether` ends it; so does every opening.
 */
export const gatherPieces = (tx: Writer): void => setMerging(tx, GATHERING);
export function putPiecesTogether(tx: Writer): void {
  mergeAsUsual(tx);
  mergeLater(tx);
}
/** A fetch that was cut off leaves it as while gathering. */
export const mergeAsUsual = (tx: Writer): void => setMerging(tx, MERGING);
/** FTS5's own defaults: pieces that it keeps before it puts them together, in small steps or at once. */
const MERGING = { automerge: 4, crisismerge: 16 };
/** Not in small steps, and at once only where searching would have to look in too many. */
const GATHERING = { automerge: 0, crisismerge: 64 };
function setMerging(tx: Writer, { automerge, crisismerge }: typeof MERGING): void {
  // The number stands in the text: parameters are bound as floating point, which FTS5 does not take for a setting.
  for (const index of ['searchIndex', 'wordParts']) {
    tx.run(`INSERT INTO "${index}"("${index}", "rank") VALUES ('automerge', ${automerge})`);
    tx.run(`INSERT INTO "${index}"("${index}", "rank") VALUES ('crisismerge', ${crisismerge})`);
  }
}

/** Brings the index from what the row held to what it holds. */
export function indexRow(
  tx: Writer,
  concept: ConceptName,
  row: {
    readonly dossierNumber: number;
    readonly rowNumber: number;
    /** As it stood in its table, null when it is new. */
    readonly before: StoredRow | null;
    /** `isWhole`: what is not named in it is empty now, and not as it stood. */
    readonly after: {
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly deleted?: boolean;
      readonly isWhole?: boolean;
    };
  },
  indexing: Indexing,
): void {
  const { before, after } = row;
  const was = before ? storedValue(concept, before) : () => null;
  const is = (field: string): FieldValue =>
    after.isWhole || field in after.fields ? (after.fields[field] ?? null) : was(field);
  const old = before && !before.deleted ? indexedWords(concept, was) : null;
  const deleted = after.deleted ?? before?.deleted === 1;
  if (concept === 'document' && before && (deleted || is('confidential') === 'yes'))
    dropText(tx, before.id, row.dossierNumber, indexing);
  const next = deleted ? null : indexedWords(concept, is);
  if (old && next && old.name === next.name && old.words === next.words) return;
  const at = address(row.dossierNumber, concept, row.rowNumber);
  const { gone, come } = difference(old, next);
  indexing.waiting.push({ at, gone, come });
  if (indexing.waiting.length === MOST_WAITING) putIn(tx, indexing);
}

/** Where the words in documents stand: beside those of the concepts, of which there will never be so many. */
const TEXT_SLOT = CONCEPT_SLOTS - 1;
const textAddress = (dossierNumber: number, number: number): number =>
  dossierNumber * DOSSIER + TEXT_SLOT * ROWS + number;
/** Different words of one document that are found: the rest of a book is not. */
const MOST_TEXT_WORDS = 10_000;
const wordsOfText = (text: string): string => {
  const words = new Set<string>();
  for (const word of foldedWords(text)) if (words.size < MOST_TEXT_WORDS) words.add(word);
  return [...words].join(' ');
};
type StoredText = { readonly number: number; readonly words: string };

/** What stands in a document, or why nothing is known of it, beside its row. In one transaction with whatever decided that it may. */
export function addText(
  tx: Writer,
  { id, dossier }: { readonly id: string; readonly dossier: string },
  { state, text }: { readonly state: string; readonly text: string },
): void {
  const number = tx.get<{ number: number }>(`SELECT "number" FROM "candidate" WHERE "id" = ?`, dossier)?.number;
  if (number === undefined) return;
  const words = wordsOfText(text);
  const { lastInsertRowid } = tx.run(
    `INSERT INTO "documentText" ("id", "dossier", "state", "text", "words") VALUES (?, ?, ?, ?, ?)`,
    id,
    dossier,
    state,
    text,
    words,
  );
  if (words !== '') add(tx, textAddress(number, lastInsertRowid), { name: '', words }, new Set());
}

/** With its picture. */
function dropText(tx: Writer, id: string, dossierNumber: number, indexing: Indexing): void {
  tx.run(`DELETE FROM "documentThumbnail" WHERE "id" = ?`, id);
  const held = tx.get<StoredText>(`SELECT "number", "words" FROM "documentText" WHERE "id" = ?`, id);
  if (!held) return;
  tx.run(`DELETE FROM "documentText" WHERE "id" = ?`, id);
  if (held.words === '') return;
  const gone = { name: '', words: held.words };
  indexing.waiting.push({ at: textAddress(dossierNumber, held.number), gone, come: null });
  for (const word of held.words.split(' ')) if (word.length >= PART) indexing.dropped.add(word);
}

function putIn(tx: Writer, indexing: Indexing): void {
  // The sort is stable: what was done to one row twice stays in its order.
  const waiting = indexing.waiting.splice(0).sort((a, b) => a.at - b.at);
  const erased = waiting.reduce((count, { gone }) => count + (holdsWords(gone) ? 1 : 0), 0);
  indexing.erased += erased;
  if (erased > 0 && (indexing.erased > ERASED_AT_ONCE || areWordsBehind(tx))) eraseLater(tx);
  for (const { at, gone, come } of waiting) {
    if (holdsWords(gone)) remove(tx, at, gone);
    if (holdsWords(come)) {
      indexing.added++;
      add(tx, at, come, indexing.known);
    }
  }
}

const holdsWords = (indexed: Indexed | null): indexed is Indexed =>
  indexed !== null && indexed.name + indexed.words !== '';

/**
 * What must leave the index and what must enter it. Taking words out securely rewrites pages, ten times the work of the rest
 * of an edit, so words that stay are left alone. But the index also keeps one entry of the row for each beginning of its
 * words: words that begin alike always go and come together, or the beginning would go with the first of them, and no word
 * is ever put in twice, or taking it out would leave one behind. Repeats count, since FTS5 counts what goes in and out.
 */
function difference(old: Indexed | null, next: Indexed | null): { gone: Indexed | null; come: Indexed | null } {
  if (!holdsWords(old) || !holdsWords(next)) return { gone: old, come: next };
  const [was, is] = [timesOfWords(old), timesOfWords(next)];
  const changed = new Set<string>();
  for (const word of [...was.keys(), ...is.keys()]) {
    if (was.get(word) !== is.get(word)) changed.add(word.slice(0, SHORTEST_BEGINNING));
  }
  const gone = onlyBeginning(old, changed);
  const come = onlyBeginning(next, changed);
  // FTS5 would count one row less than there are.
  return holdsWords(come) ? { gone, come } : { gone: old, come: next };
}

/** Word → how often it stands in each column. */
function timesOfWords({ name, words }: Indexed): Map<string, string> {
  const times = new Map<string, string>();
  for (const word of name.split(' ')) times.set(word, `${times.get(word) ?? ''}n`);
  for (const word of words.split(' ')) times.set(word, `${times.get(word) ?? ''}w`);
  times.delete('');
  return times;
}

function onlyBeginning({ name, words }: Indexed, beginnings: ReadonlySet<string>): Indexed {
  const kept = (text: string): string =>
    text
      .split(' ')
      .filter((word) => beginnings.has(word.slice(0, SHORTEST_BEGINNING)))
      .join(' ');
  return { name: kept(name), words: kept(words) };
}

function remove(tx: Writer, at: number, held: Indexed): void {
  tx.run(
    `INSERT INTO "searchIndex"("searchIndex", "rowid", "name", "words") VALUES ('delete', ?, ?, ?)`,
    at,
    held.name,
    held.words,
  );
}

function add(tx: Writer, at: number, held: Indexed, known: Set<string>): void {
  tx.run(`INSERT INTO "searchIndex"("rowid", "name", "words") VALUES (?, ?, ?)`, at, held.name, held.words);
  for (const term of held.terms ?? `${held.name} ${held.words}`.split(' ')) {
    if (term.length < PART || known.has(term)) continue;
    known.add(term);
    const { changes, lastInsertRowid } = tx.run(`INSERT OR IGNORE INTO "word" ("term") VALUES (?)`, term);
    if (changes > 0) tx.run(`INSERT INTO "wordParts"("rowid", "term") VALUES (?, ?)`, lastInsertRowid, term);
  }
}

/** The words of a row that is about to go for good. */
export function wordsOfRow(concept: ConceptName, stored: StoredRow): string[] {
  const { name, words } = indexedWords(concept, storedValue(concept, stored));
  return `${name} ${words}`.split(' ').filter((term) => term.length >= PART);
}

/** Whoever remembers which words stand in the table of words looks whether any went meanwhile. */
let forgotten = 0;
export const timesForgotten = (): number => forgotten;

/** Takes words that stand in no row any more out of the table of words: a name must not outlive its dossier there. */
export function forgetWords(tx: Writer, words: Iterable<string>): void {
  for (const term of new Set(words)) {
    if (tx.get(`SELECT 1 FROM "searchIndex" WHERE "searchIndex" MATCH ? LIMIT 1`, quoted(term))) continue;
    const word = tx.get<{ number: number }>(`SELECT "number" FROM "word" WHERE "term" = ?`, term);
    if (!word) continue;
    tx.run(`INSERT INTO "wordParts"("wordParts", "rowid", "term") VALUES ('delete', ?, ?)`, word.number, term);
    tx.run(`DELETE FROM "word" WHERE "number" = ?`, word.number);
    forgotten++;
  }
}

/** Everything anew, from the tables: after the words of the code lists changed, and to hold the index against the rows. */
function rebuildSearch(tx: Writer): void {
  tx.run(`INSERT INTO "searchIndex"("searchIndex") VALUES ('delete-all')`);
  tx.run(`INSERT INTO "wordParts"("wordParts") VALUES ('delete-all')`);
  tx.run(`DELETE FROM "word"`);
  const known = new Set<string>();
  // Folding may be another than when they were read.
  for (const { number } of tx.all<{ number: number }>(`SELECT "number" FROM "documentText"`)) {
    const { text } = tx.get<{ text: string }>(`SELECT "text" FROM "documentText" WHERE "number" = ?`, number) ?? {
      text: '',
    };
    tx.run(`UPDATE "documentText" SET "words" = ? WHERE "number" = ?`, wordsOfText(text), number);
  }
  for (const [at, held] of allIndexed(tx)) add(tx, at, held, known);
}

/** After an upgrade that changed words, folding or addresses; also what a migration emptied is filled here. */
export function renewSearch(db: Database): void {
  if (readSetting(db, 'searchVersion', z.number()) === SEARCH_VERSION) return;
  db.transact((tx) => {
    rebuildSearch(tx);
    writeSetting(tx, 'searchVersion', SEARCH_VERSION);
  });
}

export function* allIndexed(db: Reader): Generator<[number, Indexed]> {
  for (const { name, place } of CONCEPTS) {
    if (place === 'organisation') continue;
    // Page by page: the connection can not write while it is stepping through an answer.
    for (let last = 0; ;) {
      const rows = db.all<StoredRow & { dossierNumber: number }>(
        `SELECT r.*, coalesce(c."number", ${OWN_DOSSIER}) AS "dossierNumber" FROM "${name}" r LEFT JOIN "candidate" c ON c."id" = r."dossier" WHERE r."number" > ? ORDER BY r."number" LIMIT 1000`,
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
  for (let last = 0; ;) {
    const texts = db.all<StoredText & { dossierNumber: number }>(
      `SELECT t."number", t."words", c."number" AS "dossierNumber" FROM "documentText" t JOIN "candidate" c ON c."id" = t."dossier"
        WHERE t."number" > ? ORDER BY t."number" LIMIT 100`,
      last,
    );
    if (texts.length === 0) break;
    for (const { number, words, dossierNumber } of texts) {
      last = number;
      if (words !== '') yield [textAddress(dossierNumber, number), { name: '', words }];
    }
  }
}

export type Match = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly field: string;
  readonly excerpt: Piece[];
};
export type Hit = { readonly dossier: string; readonly frozen: boolean; readonly matches: Match[] };

/** A part of a word is looked for from this length on; fewer letters occur in nearly every word. */
const PART = 4;
/** More words than this with the part inside: the part says too little, and its own words say enough. */
const MOST_COMPOUNDS = 60;
/** The index has the beginnings of words up to this length (migrations: prefix='2 3'); longer ones it would have to collect. */
const INDEXED_BEGINNING = 3;
/** With more words than this that begin alike, looking each of them up costs more than looking at the rows. */
const MOST_BEGINNINGS = 48;
/** So many rows may be looked at for nothing before all rows that have the word are collected instead. */
const MOST_MISSES = 300;
/** Beyond the last letter of any alphabet. */
const AFTER_EVERY_LETTER = '\u{10ffff}';

const quoted = (word: string): string => `"${word}"`;
const beginning = (word: string): string => `"${word}" *`;

/** The whole words that have it inside, not at their beginning. */
function compoundsOf(db: Reader, part: string): string[] {
  if (part.length < PART) return [];
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= part.length; at++) trigrams.add(quoted(part.slice(at, at + 3)));
  const rows = db.all<{ term: string }>(
    `SELECT w."term" FROM "wordParts" p JOIN "word" w ON w."number" = p."rowid" WHERE "wordParts" MATCH ? LIMIT 400`,
    [...trigrams].join(' AND '),
  );
  return rows
    .map((row) => row.term)
    .filter((term) => term.includes(part) && !term.startsWith(part))
    .slice(0, MOST_COMPOUNDS);
}

/** The known words that begin so, or null when they are too many to be looked up one by one. */
function beginningsOf(db: Reader, word: string): string[] | null {
  const rows = db.all<{ term: string }>(
    `SELECT "term" FROM "word" WHERE "term" >= ? AND "term" < ? LIMIT ?`,
    word,
    word + AFTER_EVERY_LETTER,
    MOST_BEGINNINGS + 1,
  );
  return rows.length > MOST_BEGINNINGS ? null : rows.map((row) => row.term);
}

/** Goes through the dossiers in which something stands, ascending, and knows a row that has it. */
type Stream = {
  /** The first dossier from this one on, or null when there is none. */
  firstFrom(dossier: number): number | null;
  /** The address of the first row in the dossier that `firstFrom` gave last. */
  row(): number;
};

/** Rows fetched at first: a rare word is through with one look, a common one is not read further than needed. */
const FIRST_ROWS = 24;
/** Where rows are gone through rather than jumped over, each look fetches twice as many as the one before, up to this. */
const MOST_ROWS = 24 * 2 ** 6;

/** Parameters are bound as floating point, for which FTS5 would walk from its first row on instead of jumping. */
const FROM = `SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? AND "rowid" >= CAST(? AS INTEGER) ORDER BY "rowid" LIMIT ?`;

function streamOf(db: Reader, question: string): Stream {
  let rows: { rowid: number }[] = [];
  let at = 0;
  let complete = false;
  let through = 0;
  let fetched = 0;
  return {
    firstFrom(dossier) {
      const wanted = dossier * DOSSIER;
      while ((rows[at]?.rowid ?? Infinity) < wanted) at++;
      if (at === rows.length) {
        if (complete) return null;
        const span = through - (rows[0]?.rowid ?? through);
        fetched = rows.length > 0 && wanted < through + span ? Math.min(2 * fetched, MOST_ROWS) : FIRST_ROWS;
        rows = db.all(FROM, question, Math.max(wanted, through), fetched);
        at = 0;
        complete = rows.length < fetched;
        // The rest of the last dossier is not asked for: one row of it is enough.
        through = (dossierOf(rows.at(-1)?.rowid ?? 0) + 1) * DOSSIER;
      }
      const first = rows[at];
      return first ? dossierOf(first.rowid) : null;
    },
    row: () => rows[at]?.rowid ?? 0,
  };
}

/** All of it at once, where FTS5 would collect it anew for every look. */
function collectedStream(db: Reader, question: string): Stream {
  let rows: { rowid: number }[] | undefined;
  let at = 0;
  return {
    firstFrom(dossier) {
      rows ??= db.all(`SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? ORDER BY "rowid"`, question);
      while ((rows[at]?.rowid ?? Infinity) < dossier * DOSSIER) at++;
      const first = rows[at];
      return first ? dossierOf(first.rowid) : null;
    },
    row: () => rows?.[at]?.rowid ?? 0,
  };
}

/** Any of these. Each keeps its own place, so that a jump asks only those again that it jumped over. */
function anyOf(streams: readonly Stream[]): Stream {
  const only = streams[0];
  if (streams.length === 1 && only) return only;
  const places = streams.map((stream) => ({ stream, next: -1 }));
  let found = only;
  return {
    firstFrom(dossier) {
      let first = Infinity;
      for (const place of places) {
        if (place.next < dossier) place.next = place.stream.firstFrom(dossier) ?? Infinity;
        if (place.next < first) {
          first = place.next;
          found = place.stream;
        }
      }
      return first === Infinity ? null : first;
    },
    row: () => found?.row() ?? 0,
  };
}

/**
 * Where so many words begin alike, their first letters, which the index knows, lead to rows that nearly always have it; the
 * row itself says whether it does. Where they do not ("bouw" nearly never goes on to "bouwhuis"), it is collected after all.
 */
function lookedAt(db: Reader, word: string): Stream {
  const question = beginning(word.slice(0, INDEXED_BEGINNING));
  const near = streamOf(db, question);
  let row = 0;
  let misses = 0;
  let collected: Stream | undefined;
  return {
    firstFrom(dossier) {
      if (collected) return collected.firstFrom(dossier);
      for (let at = near.firstFrom(dossier); at !== null; at = near.firstFrom(at + 1)) {
        for (const { rowid } of rowsIn(db, question, at)) {
          if (hasBeginning(db, rowid, word)) {
            row = rowid;
            return at;
          }
          if (++misses > MOST_MISSES) {
            collected = collectedStream(db, beginning(word));
            return collected.firstFrom(dossier);
          }
        }
      }
      return null;
    },
    row: () => collected?.row() ?? row,
  };
}

const rowsIn = (db: Reader, question: string, dossier: number): { rowid: number }[] =>
  db.all(
    `SELECT "rowid" FROM "searchIndex" WHERE "searchIndex" MATCH ? AND "rowid" BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)`,
    question,
    dossier * DOSSIER,
    (dossier + 1) * DOSSIER - 1,
  );

function hasBeginning(db: Reader, at: number, word: string): boolean {
  const found = rowAt(db, at);
  if (!found) return false;
  const { name, words } = found.text ?? indexedWords(found.concept, storedValue(found.concept, found.row));
  return ` ${name} ${words}`.includes(` ${word}`);
}

/** `text`: it stands in the document itself. */
type Found = { concept: ConceptName; row: StoredRow; text?: Indexed & { text: string } };
function rowAt(db: Reader, at: number): Found | null {
  if (Math.floor(at / ROWS) % CONCEPT_SLOTS === TEXT_SLOT) {
    const text = db.get<{ id: string; text: string; words: string }>(
      `SELECT "id", "text", "words" FROM "documentText" WHERE "number" = ?`,
      at % ROWS,
    );
    const row = text && db.get<StoredRow>(`SELECT * FROM "document" WHERE "id" = ?`, text.id);
    return row ? { concept: 'document', row, text: { name: '', words: text.words, text: text.text } } : null;
  }
  const concept = CONCEPTS[Math.floor(at / ROWS) % CONCEPT_SLOTS]?.name;
  const row = concept && db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "number" = ?`, at % ROWS);
  return row ? { concept, row } : null;
}

/** Second letters of a word that begins with a Latin letter or a digit, folded. */
const LATIN = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** One word of the question as streams, or one stream, of the dossiers that have it. */
function streamForWord(db: Reader, word: string): Stream {
  if (word.length === 1 && LATIN.includes(word)) {
    const second = Array.from(LATIN, (letter) => streamOf(db, beginning(word + letter)));
    return anyOf([streamOf(db, quoted(word)), ...second]);
  }
  if (word.length <= INDEXED_BEGINNING) return streamOf(db, beginning(word));
  const compounds = compoundsOf(db, word);
  const beginnings = beginningsOf(db, word);
  const own = beginnings ? beginnings.map((term) => streamOf(db, quoted(term))) : [lookedAt(db, word)];
  return anyOf([...own, ...compounds.map((term) => streamOf(db, quoted(term)))]);
}

/** Candidates whose name has, for each of these, a word that begins with it, in the order of the list. */
function named(db: Reader, words: readonly string[], limit: number): { number: number; id: string }[] {
  // The plain look for the letters goes before: it is ten times as fast and sorts out nearly all.
  const conditions = words.map(() => `instr("sortKey", ?) > 0 AND ' ' || "sortKey" GLOB ?`).join(' AND ');
  return db.all(
    `SELECT "number", "id" FROM "candidate" WHERE ${conditions} AND "deleted" = 0 AND ${notFrozen('"id"')} ORDER BY "sortKey", "number" LIMIT ?`,
    ...words.flatMap((word) => [word, `*[^a-z0-9]${word}*`]),
    limit,
  );
}

/**
 * Dossiers in which every word of the question occurs, those whose name has them all first. One that is restricted or shielded is found by its whole
 * name alone, and nothing of what stands in it is shown.
 * @returns at most `limit` hits, and whether there are more
 */
export function search(db: Reader, question: string, limit: number): { hits: Hit[]; more: boolean } {
  const words = questionWords(question);
  if (words.length === 0) return { hits: [], more: false };
  const hits = new Map<number, Hit>();
  frozenCalled(db, question).forEach((id, index) => hits.set(-1 - index, { dossier: id, frozen: true, matches: [] }));
  for (const { number, id } of named(db, words, limit + 1)) {
    const matches = matchesAt(db, words, [address(number, 'candidate', number)]);
    hits.set(number, { dossier: id, frozen: false, matches });
  }
  for (const { dossier, rows } of dossiersWithAll(db, words)) {
    if (hits.size > limit) break;
    if (hits.has(dossier)) continue;
    const candidate = db.get<{ id: string }>(
      `SELECT "id" FROM "candidate" WHERE "number" = ? AND "deleted" = 0 AND ${notFrozen('"id"')}`,
      dossier,
    );
    if (candidate) hits.set(dossier, { dossier: candidate.id, frozen: false, matches: matchesAt(db, words, rows) });
  }
  return { hits: [...hits.values()].slice(0, limit), more: hits.size > limit };
}

const questionWords = (question: string): string[] => [...new Set(foldedWords(question))].slice(0, 8);

/** The numbers of all candidates in whose dossier every word occurs, for the filter of the list. */
export function candidatesWith(db: Reader, question: string): number[] {
  let found: number[] | null = null;
  // All of them are wanted, so each word is gone through once as a whole instead of jumping.
  for (const word of questionWords(question)) {
    const alternatives = [beginning(word), ...compoundsOf(db, word).map(quoted)].join(' OR ');
    const having = db.all<{ dossier: number }>(
      `SELECT DISTINCT "rowid" / ${DOSSIER} AS "dossier" FROM "searchIndex" WHERE "searchIndex" MATCH ?`,
      alternatives,
    );
    const numbers = new Set(having.map((row) => row.dossier));
    found = found === null ? [...numbers] : found.filter((dossier) => numbers.has(dossier));
    if (found.length === 0) break;
  }
  return found?.filter((dossier) => dossier !== OWN_DOSSIER) ?? [];
}

/**
 * What is the adviser's own and has every word in one row: there the dossier is nobody, so each row is a find of its own.
 *
 * @returns the first place of each, at most `limit`
 */
export function searchOwn(db: Reader, question: string, limit: number): Match[] {
  const words = questionWords(question);
  let found: number[] | null = null;
  for (const word of words) {
    const having = new Set(ownRowsWith(db, word));
    found = found === null ? [...having].sort((one, other) => other - one) : found.filter((row) => having.has(row));
    if (found.length === 0) break;
  }
  return (found ?? []).slice(0, limit).flatMap((row) => matchesAt(db, words, [row]).slice(0, 1));
}

/** As `streamForWord` looks, in the one dossier. */
function ownRowsWith(db: Reader, word: string): number[] {
  const rowsOf = (question: string): number[] => rowsIn(db, question, OWN_DOSSIER).map(({ rowid }) => rowid);
  if (word.length === 1 && LATIN.includes(word))
    return rowsOf([quoted(word), ...Array.from(LATIN, (letter) => beginning(word + letter))].join(' OR '));
  if (word.length <= INDEXED_BEGINNING) return rowsOf(beginning(word));
  const beginnings = beginningsOf(db, word);
  const whole = [...(beginnings ?? []), ...compoundsOf(db, word)].map(quoted);
  const first = [...word].slice(0, INDEXED_BEGINNING).join('');
  return [
    ...(whole.length > 0 ? rowsOf(whole.join(' OR ')) : []),
    ...(beginnings === null ? rowsOf(beginning(first)).filter((row) => hasBeginning(db, row, word)) : []),
  ];
}

/**
 * The dossiers in which each word has a row, ascending, with that row for each word. A leapfrog: each word jumps to the
 * first dossier that is not before the furthest of the others. Whoever jumped on is asked first the next time, so the rare words
 * look for a dossier among themselves, and a common one is asked only about that.
 */
function* dossiersWithAll(db: Reader, words: readonly string[]): Generator<{ dossier: number; rows: number[] }> {
  const streams = words.map((word) => streamForWord(db, word));
  const inTurn = [...streams];
  let dossier = OWN_DOSSIER + 1;
  while (true) {
    for (let turn = 0; turn < inTurn.length; turn++) {
      const stream = inTurn[turn];
      const at = stream?.firstFrom(dossier) ?? null;
      if (!stream || at === null) return;
      if (at === dossier) continue;
      dossier = at;
      inTurn.splice(turn, 1);
      inTurn.unshift(stream);
      turn = 0;
    }
    yield { dossier, rows: streams.map((stream) => stream.row()) };
    dossier++;
  }
}

/** Where in the dossier the words are: at most one place a word, with the text around it. `rows` has one for each or for all. */
function matchesAt(db: Reader, words: readonly string[], rows: readonly number[]): Match[] {
  const matches: Match[] = [];
  const seen = new Set<string>();
  words.forEach((word, index) => {
    const found = rowAt(db, rows[index] ?? rows[0] ?? 0);
    const place =
      found &&
      (found.text
        ? placeInText(found.text.text, [word, ...words])
        : placeIn(found.concept, found.row, [word, ...words]));
    if (!found || !place || seen.has(`${found.row.id}/${place.field}`)) return;
    seen.add(`${found.row.id}/${place.field}`);
    matches.push({ concept: found.concept, row: found.row.id, ...place });
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
      const found = fold(text).includes(words[0] ?? '') ? excerpt(text, words) : compactExcerpt(text, words[0] ?? '');
      if (found) return { field, excerpt: found };
    }
  }
  return null;
}

/** Letters of a text that are looked at in one go: a match far on in a book costs no more than it must. */
const STRETCH = 4_000;

function placeInText(text: string, words: readonly string[]): { field: string; excerpt: Piece[] } | null {
  const [word = ''] = words;
  for (let at = 0; at < text.length; at += STRETCH) {
    const stretch = text.slice(at, at + STRETCH + 200);
    if (!fold(stretch).includes(word)) continue;
    const found = excerpt(stretch, words);
    if (found) return { field: IN_DOCUMENT, excerpt: found };
  }
  return null;
}

/** A telephone number typed without spaces is found in one written with them: then the whole is the hit. */
function compactExcerpt(text: string, word: string): Piece[] | null {
  return text.length <= 40 && foldedWords(text).join('').includes(word) ? [{ text, hit: true }] : null;
}
