/**
 * Erasing a dossier for good (AVG art. 17), and keeping it erased (I5). What was destroyed stays named, without content, so that
 * whatever comes in about it later is refused; and the list of the erased is also kept in a journal outside the database, because a
 * backup from before an erasure has the dossier in it.
 *
 * The journal is written first and the database after it: a server that stopped in between finishes the erasure when it starts. It
 * is a folder with a file for each instance, a line for each erasure; `replayErasures` holds all of them against the database and
 * is called before a server opens its doors.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { id } from '../core/domain/id.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION } from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import type { Hand, NotFound } from './people.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

/** Why it may be erased: in the certificate, and never anything of whom. */
export const GROUNDS = ['request', 'retention', 'unlawful'] as const;
export type Ground = (typeof GROUNDS)[number];

const journalLine = z.strictObject({
  organisation: id,
  dossier: id,
  at: z.number().int(),
  actor: id,
  ground: z.enum(GROUNDS),
});
type JournalLine = z.infer<typeof journalLine>;

export type Journal = {
  /** On the disk when it returns. */
  append(line: JournalLine): void;
  /** Of all instances. Throws where a line in the middle can not be read: then nobody knows what must stay erased. */
  read(): JournalLine[];
};

/** @param instance names the file of this instance, where several share a folder */
export function openJournal(folder: string, instance = 'server'): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `erasures-${instance}.jsonl`);
  return {
    append(line) {
      const isNew = !existsSync(file);
      const handle = openSync(file, 'a', 0o600);
      try {
        // Begins on a line of its own, whatever a crash left at the end of the file.
        writeSync(handle, `${isNew ? '' : '\n'}${JSON.stringify(line)}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    read: () =>
      readdirSync(folder)
        .filter((name) => /^erasures-.*\.jsonl$/.test(name))
        .flatMap((name) => readJournal(join(folder, name))),
  };
}

function readJournal(file: string): JournalLine[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    if (text === '') return [];
    try {
      return [journalLine.parse(JSON.parse(text))];
    } catch {
      // Half a line that was never answered for: the erasure after it, or the end of the file.
      const isCutOff = !text.endsWith('}');
      if (isCutOff) return [];
      throw new Error(`${file}, line ${index + 1}: not an erasure`);
    }
  });
}

export type ErasureContext = { readonly store: Store; readonly world: World; readonly journal: Journal };

export async function eraseDossier(
  { store, world, journal }: ErasureContext,
  hand: Hand,
  dossier: string,
  ground: Ground,
): Promise<Result<{ at: number }, NotFound>> {
  const { organisation, actor } = hand;
  const there = await store.read((db) =>
    db.get<{ erasedAt: number | null }>(
      `SELECT "erasedAt" FROM "dossier" WHERE "organisation" = ? AND "id" = ? AND "id" <> ?`,
      organisation,
      dossier,
      ORGANISATION,
    ),
  );
  if (!there) return err({ type: 'NotFound' });
  if (there.erasedAt !== null) return ok({ at: there.erasedAt });
  const line = { organisation, dossier, at: world.now(), actor, ground };
  journal.append(line);
  await store.write(async (db) => {
    if (await destroy(db, line, null)) {
      await appendAudit(db, world, { ...hand, action: 'dossier.erased', dossier, detail: { ground } });
    }
  });
  await clearRemains(store);
  return ok({ at: line.at });
}

/** Erases again what a restored database brought back, and what was asked for just before a server stopped. */
export async function replayErasures({ store, world, journal }: ErasureContext): Promise<number> {
  const lines = journal.read();
  let replayed = 0;
  for (const line of lines) {
    await store.write(async (db) => {
      const isOurs = await db.get(`SELECT "id" FROM "organisation" WHERE "id" = ?`, line.organisation);
      if (!isOurs || !(await destroy(db, line, world.now()))) return;
      replayed++;
      const { organisation, actor, dossier, ground } = line;
      const deed = { organisation, actor, device: null, action: 'dossier.erasedAgain', dossier, detail: { ground } };
      await appendAudit(db, world, deed);
    });
  }
  if (replayed > 0) await clearRemains(store);
  return replayed;
}

/** False where it was done before. */
async function destroy(db: Writer, line: JournalLine, replayedAt: number | null): Promise<boolean> {
  const { organisation, dossier, at, actor, ground } = line;
  // A backup may be older than the dossier: then all there is is that it was erased.
  await db.insert('dossier', [{ organisation, id: dossier, lastSeq: 0, begunAt: at }], 'DO NOTHING');
  const stands = await db.get<{ erasedAt: number | null }>(
    `SELECT "erasedAt" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
    organisation,
    dossier,
  );
  if (stands?.erasedAt != null) return false;
  await db.run(
    `DELETE FROM "answer" WHERE "organisation" = ? AND "id" IN (SELECT "id" FROM "quarantine" WHERE "organisation" = ? AND "dossier" = ?)`,
    organisation,
    organisation,
    dossier,
  );
  for (const table of ['operation', 'rowState', 'quarantine']) {
    await db.run(`DELETE FROM "${table}" WHERE "organisation" = ? AND "dossier" = ?`, organisation, dossier);
  }
  await db.run(
    `UPDATE "dossier" SET "erasedAt" = ?, "lastSeq" = 0 WHERE "organisation" = ? AND "id" = ?`,
    at,
    organisation,
    dossier,
  );
  await db.insert('erasure', [{ organisation, dossier, at, actor, ground, replayedAt }]);
  return true;
}

/** What a database keeps of deleted rows until it tidies up: pages, and the log that is written ahead. */
const clearRemains = (store: Store): Promise<void> =>
  store.kind === 'sqlite'
    ? store.maintain('PRAGMA wal_checkpoint(TRUNCATE)')
    : store.maintain('VACUUM "operation"', 'VACUUM "rowState"', 'VACUUM "quarantine"');

export const listErasures = (
  db: Reader,
  organisation: string,
): Promise<{ dossier: string; at: number; actor: string; ground: string; replayedAt: number | null }[]> =>
  db.all(
    `SELECT "dossier", "at", "actor", "ground", "replayedAt" FROM "erasure" WHERE "organisation" = ? ORDER BY "at"`,
    organisation,
  );
