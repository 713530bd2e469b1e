/**
 * Files that an organisation gives to all its laptops: forms, lists, classifications. An administrator hands one in by stretches, each sealed
 * here and put where documents are; when all of it is there its row is written, and every laptop hears of it and fetches it as a
 * document of the dossier `organisation`. Promises: a file is with the laptops whole or not at all; what was begun and not ended is gone
 * within a day; nothing of the plain bytes is on a disk of ours.
 */
import { Readable } from 'node:stream';
import mime from 'mime/lite';
import { z } from 'zod';
import { LARGEST_FILE } from '../core/domain/concepts.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION } from '../core/sync/protocol.ts';
import {
  newDocumentKey,
  PIECE,
  plainLength,
  plainOffset,
  sealedLength,
  sealedOffset,
  sealSpan,
} from '../core/sealing/sealing.ts';
import { appendAudit } from './audit.ts';
import { addressOf, documentOf, type DocumentRow, type Files } from './document-files.ts';
import { writeOwn, type BadValue, type Hand } from './own-rows.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';

export const referenceFileAsk = z.strictObject({ bytes: z.int().min(0).max(LARGEST_FILE) });
export const referenceFileName = z.strictObject({
  name: z.string().trim().min(1).max(255),
  note: z.string().trim().max(2000).nullable(),
});
/** At most this much of a file in one request: some seconds of a slow line. A stretch is whole pieces, but for the last. */
export const STRETCH = 64 * PIECE;
/** Begun and not gone on with for so long: whoever did it is not coming back. */
const LEFT_MS = 24 * 3600 * 1000;

export type ReferenceFile = {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly bytes: number;
  readonly at: number;
};
/** The next stretch begins elsewhere: something of it came already, or did not. */
export type NotThere = { type: 'OtherOffset'; at: number };
export type Here = { readonly store: Store; readonly world: World; readonly files: Files };

export async function listReferenceFiles(db: Reader, organisation: string): Promise<ReferenceFile[]> {
  const rows = await db.all<{ row: string; createdAt: number; values: string }>(
    `SELECT "row", "createdAt", "values" FROM "rowState" WHERE "organisation" = ? AND "concept" = 'referenceFile'`,
    organisation,
  );
  return rows
    .map(({ row, createdAt, values }) => ({ id: row, at: createdAt, ...(JSON.parse(values) as Values) }))
    .filter(({ deleted }) => deleted !== 1)
    .map(({ id, at, name, note, bytes }) => ({ id, name, note: note ?? null, bytes, at }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}
type Values = { name: string; note?: string | null; bytes: number; deleted?: number };

/** Room for a file; its bytes follow by `addStretch`, its row when they are all there. */
export async function beginReferenceFile(
  { store, world, files }: Here,
  { organisation, actor, device }: Hand,
  { bytes }: z.infer<typeof referenceFileAsk>,
): Promise<{ id: string }> {
  await forgetLeft({ store, world, files }, organisation);
  const id = world.newId();
  const length = sealedLength(bytes);
  const key = Buffer.from(newDocumentKey()).toString('base64');
  await store.write((db) =>
    db.insert('document', [
      // Who it is from stands in the audit log; the row is the office's.
      {
        organisation,
        id,
        dossier: ORGANISATION,
        length,
        sha256: '',
        key,
        person: actor,
        device: device ?? organisation,
        begunAt: world.now(),
        completedAt: null,
      },
    ]),
  );
  await files.begin({ organisation, dossier: ORGANISATION, id }, length, true);
  return { id };
}

/**
 * The plain bytes from `at` on: whole pieces of 64 KiB, at most `STRETCH`, or up to the end.
 *
 * @returns up to where it is now
 */
export async function addStretch(
  { store, files }: Here,
  { organisation }: Hand,
  id: string,
  at: number,
  bytes: Uint8Array,
): Promise<Result<{ at: number }, NotFound | NotThere | BadValue>> {
  const begun = await begunFile({ store, files }, organisation, id);
  if (!begun) return err({ type: 'NotFound' });
  const { row, total, place, offset } = begun;
  const there = offset === row.length ? total : (plainOffset(offset) ?? 0);
  if (there !== at) return err({ type: 'OtherOffset', at: there });
  const isEnd = at + bytes.length === total;
  const isStretch = bytes.length <= STRETCH && (isEnd || (bytes.length > 0 && bytes.length % PIECE === 0));
  if (!isStretch || at + bytes.length > total) return err({ type: 'BadValue', field: 'bytes' });
  if (offset < row.length) {
    const sealed = sealSpan({ key: new Uint8Array(Buffer.from(row.key, 'base64')), id, total }, at, bytes);
    await files.datastore.write(Readable.from([sealed]), addressOf(place), sealedOffset(at));
  }
  return ok({ at: at + bytes.length });
}

/** How it is called. With that, one of which all bytes are there goes to every laptop. */
export async function nameReferenceFile(
  { store, world, files }: Here,
  hand: Hand,
  id: string,
  fields: z.infer<typeof referenceFileName>,
): Promise<Result<null, NotFound | NotThere | BadValue>> {
  const { organisation } = hand;
  const there = await store.read((db) => fileAt(db, organisation, id));
  if (there && isGiven(there)) return store.write((db) => writeOwn(db, world, hand, 'referenceFile', id, fields));
  const begun = await begunFile({ store, files }, organisation, id);
  if (!begun) return err({ type: 'NotFound' });
  const { row, total, place, offset } = begun;
  const sha256 = offset === row.length ? await files.sha256(place) : null;
  if (sha256 === null) return err({ type: 'OtherOffset', at: plainOffset(offset) ?? 0 });
  return store.write(async (db) => {
    const mediaType = mime.getType(fields.name);
    const written = await writeOwn(db, world, hand, 'referenceFile', id, { ...fields, mediaType, bytes: total });
    if (!written.ok) return written;
    await db.run(
      `UPDATE "document" SET "completedAt" = ?, "sha256" = ? WHERE "organisation" = ? AND "id" = ?`,
      world.now(),
      sha256,
      organisation,
      id,
    );
    const detail = { file: id, bytes: total };
    await appendAudit(db, world, { ...hand, action: 'referenceFile.added', dossier: null, detail });
    return ok(null);
  });
}

const fileAt = async (db: Reader, organisation: string, id: string): Promise<DocumentRow | null> => {
  const row = await documentOf(db, organisation, id);
  return row?.dossier === ORGANISATION ? row : null;
};
/** Laptops know of it: its checksum is written with its row. Until then its bytes are coming. */
const isGiven = ({ sha256 }: DocumentRow): boolean => sha256 !== '';

/** One of which the bytes are still coming, and how many of them, sealed, are there. */
async function begunFile({ store, files }: Pick<Here, 'store' | 'files'>, organisation: string, id: string) {
  const row = await store.read((db) => fileAt(db, organisation, id));
  if (!row || isGiven(row)) return null;
  const place = { organisation, dossier: ORGANISATION, id };
  const { offset } = await files.datastore.getUpload(addressOf(place));
  return { row, total: plainLength(row.length) ?? 0, place, offset };
}

/** Also of every laptop. One that was begun and not ended goes the same way. */
export async function removeReferenceFile(
  { store, world, files }: Here,
  hand: Hand,
  id: string,
): Promise<Result<null, NotFound | BadValue>> {
  const { organisation } = hand;
  const removed = await store.write(async (db): Promise<Result<null, NotFound | BadValue>> => {
    const row = await fileAt(db, organisation, id);
    if (!row) return err({ type: 'NotFound' });
    if (isGiven(row)) {
      const written = await writeOwn(db, world, hand, 'referenceFile', id, { deleted: 1 });
      if (!written.ok) return written;
      await appendAudit(db, world, { ...hand, action: 'referenceFile.removed', dossier: null, detail: { file: id } });
    }
    await db.run(`DELETE FROM "document" WHERE "organisation" = ? AND "id" = ?`, organisation, id);
    return ok(null);
  });
  if (removed.ok) await files.remove({ organisation, dossier: ORGANISATION, id });
  return removed;
}

async function forgetLeft({ store, world, files }: Here, organisation: string): Promise<void> {
  const left = await store.write(async (db) => {
    const found = await db.all<{ id: string }>(
      `SELECT "id" FROM "document" WHERE "organisation" = ? AND "dossier" = ? AND "sha256" = '' AND "begunAt" < ?`,
      organisation,
      ORGANISATION,
      world.now() - LEFT_MS,
    );
    const ids = found.map(({ id }) => id);
    await db.run(`DELETE FROM "document" WHERE "organisation" = ? AND "id" IN (?*)`, organisation, ids);
    return ids;
  });
  for (const id of left) await files.remove({ organisation, dossier: ORGANISATION, id });
}
