/**
 * What was erased on this laptop, in a file beside the database and in no backup: a backup that is put back would bring it back, so whatever
 * stands here is erased again when the caseload opens. Ids of rows that are nowhere any more, and nothing else.
 *
 * Where the caseload has an office, the office keeps its own list (core/sync/SPEC.md P29), and this one costs nothing.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { conceptName } from '../../core/domain/concepts.ts';
import type { Database } from './database.ts';
import { emptyLog, eraseDossier, eraseRows, type ErasedRow } from './erase.ts';
import { readSetting, writeSetting } from './stores.ts';

const FILE = 'erased.jsonl';
/** How many lines this database has heard of. A backup has heard of fewer. */
const HEARD = 'erased.heard';

const line = z.strictObject({ concept: conceptName, row: z.string(), dossier: z.string() });

const listBeside = (db: Database): string => join(dirname(db.file), FILE);

function readLines(file: string): ErasedRow[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      if (text === '') return [];
      try {
        return [line.parse(JSON.parse(text))];
      } catch {
        // Half a line: the laptop stopped before anything was erased by it.
        return [];
      }
    });
}

/** On the disk when it returns; before the transaction that erases, so that a kill in between erases at the next opening. */
export function listErased(db: Database, rows: readonly ErasedRow[]): void {
  if (rows.length === 0) return;
  const file = openSync(listBeside(db), 'a', 0o600);
  try {
    // Begins on a line of its own, whatever a kill left at the end.
    writeSync(
      file,
      `\n${rows.map(({ concept, row, dossier }) => JSON.stringify({ concept, row, dossier })).join('\n')}\n`,
    );
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** When a caseload is opened. @returns how many came back and went again */
export function eraseAgain(db: Database, own: string): number {
  const listed = readLines(listBeside(db));
  const heard = readSetting(db, HEARD, z.number()) ?? 0;
  if (listed.length <= heard) return 0;
  const again = db.transact((tx) => {
    const late = listed.slice(heard);
    const dossiers = late.filter(
      ({ concept, row }) => concept === 'candidate' && tx.get(`SELECT 1 FROM "candidate" WHERE "id" = ?`, row),
    );
    for (const { row } of dossiers) eraseDossier(tx, own, row);
    const rows = eraseRows(
      tx,
      own,
      late.filter(({ concept }) => concept !== 'candidate'),
    );
    writeSetting(tx, HEARD, listed.length);
    return dossiers.length + rows.length;
  });
  if (again > 0) emptyLog(db);
  return again;
}
