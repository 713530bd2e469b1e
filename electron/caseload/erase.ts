/**
 * What goes for good: no row, no operation, no history and no undo of it, no word in the index, no draft, no key of a file. In the audit log stays
 * that it was here. SQLite overwrites what is deleted (`secure_delete`); the write-ahead log is emptied by `emptyLog`, and the sealed bytes of
 * documents go with `clearGone`, after the transaction that forgot their keys.
 */
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { Database, Writer } from './database.ts';
import { forgetFile, forgetFiles } from './documents.ts';
import { removeRow, type RowWriting } from './merged-row.ts';
import type { StoredRow } from './rows.ts';
import { beginIndexing, endIndexing, forgetWords, wordsOfRow } from './search.ts';

export type ErasedRow = { readonly concept: ConceptName; readonly row: string; readonly dossier: string };

const beginWriting = (own: string): RowWriting => ({
  indexing: beginIndexing(),
  dossierNumbers: new Map(),
  isFromElsewhere: true,
  own,
});

/**
 * Rows below a candidate. Whatever names them goes on naming what is not there, as it does where a row was removed.
 *
 * @param own the adviser's own dossier
 * @returns those that were there
 */
export function eraseRows(tx: Writer, own: string, rows: readonly ErasedRow[]): ErasedRow[] {
  const writing = beginWriting(own);
  const words: string[] = [];
  const erased: ErasedRow[] = [];
  for (const each of rows) {
    const { concept, row, dossier } = each;
    const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "dossier" = ?`, row, dossier);
    if (!stored) continue;
    if (!['many', 'own'].includes(conceptOf(concept).place)) throw new Error('the dossier itself goes as a whole');
    words.push(...wordsOfRow(concept, stored));
    removeRow(tx, concept, stored, writing);
    forgetOperations(tx, `"concept" = ? AND "row" = ?`, concept, row);
    tx.run(`DELETE FROM "unknownRow" WHERE "concept" = ? AND "row" = ?`, concept, row);
    tx.run(`DELETE FROM "draft" WHERE instr("key", ?) > 0`, row);
    if (concept === 'document') forgetFile(tx, each);
    erased.push(each);
  }
  endIndexing(tx, writing.indexing);
  forgetWords(tx, words);
  return erased;
}

/** Everything that hangs below a candidate, and the candidate. What sync knows of it is for sync-store.ts to forget. */
export function eraseDossier(tx: Writer, own: string, dossier: string, writing = beginWriting(own)): void {
  const words: string[] = [];
  // The candidate last: its number is where the words of the others stand in the index.
  const below = CONCEPT_NAMES.filter((concept) => ['one', 'many', 'own'].includes(conceptOf(concept).place));
  for (const concept of [...below, 'candidate'] as const) {
    for (const stored of tx.all<StoredRow>(`SELECT * FROM "${concept}" WHERE "dossier" = ?`, dossier)) {
      words.push(...wordsOfRow(concept, stored));
      removeRow(tx, concept, stored, writing);
    }
  }
  endIndexing(tx, writing.indexing);
  forgetWords(tx, words);
  forgetOperations(tx, `"dossier" = ?`, dossier);
  forgetFiles(tx, dossier);
  for (const table of ['unknownRow', 'conflict', 'scope'])
    tx.run(`DELETE FROM "${table}" WHERE "dossier" = ?`, dossier);
  tx.run(`DELETE FROM "draft" WHERE substr("key", 1, length(?)) = ?`, `${dossier}/`, `${dossier}/`);
}

function forgetOperations(tx: Writer, where: string, ...parameters: string[]): void {
  const groups = tx.all<{ number: number }>(
    `SELECT DISTINCT "groupNumber" AS "number" FROM "operation" WHERE ${where}`,
    ...parameters,
  );
  tx.run(`DELETE FROM "operation" WHERE ${where}`, ...parameters);
  for (const { number } of groups)
    tx.run(
      `UPDATE "operationGroup" SET "operations" = (SELECT count(*) FROM "operation" WHERE "groupNumber" = ?) WHERE "number" = ?`,
      number,
      number,
    );
}

/** What was written before it was erased must not stay in the log that SQLite writes ahead. Where somebody reads at this moment, it goes with the next. */
export const emptyLog = (db: Database): void => void db.pragma('wal_checkpoint(TRUNCATE)');
