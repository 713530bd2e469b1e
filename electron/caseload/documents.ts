/**
 * Documents of the caseload: what was added becomes a sealed file (documents/files.ts) and a row with its operation, in this order: the file is
 * whole on the disk, then one transaction knows of it, then it gets its name. A kill in between leaves all or nothing. Everything that
 * touches the disk waits in between, so that whoever asks meanwhile is answered.
 */
import { createHash } from 'node:crypto';
import { copyFile, lstat, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import mime from 'mime/lite';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { type DOCUMENT_KINDS, LARGEST_FILE } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import {
  createDocumentFiles,
  DOCUMENTS_FOLDER,
  type DocumentFiles,
  type FileAt,
  type Making,
  type Reading,
} from '../documents/files.ts';
import { withoutPlace } from '../../core/pictures/place.ts';
import { DOCX, ODT } from '../documents/word-kinds.ts';
import { newDocumentKey, plainLength, sealedLength } from '../../core/sealing/sealing.ts';
import { appendAudit } from './audit.ts';
import { FrozenDossier, isFrozen, refused } from './limits.ts';
import { mayNotTake } from './outside.ts';
import type { Database, Reader, Writer } from './database.ts';
import { databaseError } from './database.ts';
import { checkFields, isInCaseload, mayStand } from './dossier.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';
import { readSetting, removeSetting, writeSetting } from './stores.ts';
import { write, type Author, type Change, type GroupLabel } from './write.ts';
import { z } from 'zod';

type Failure = { readonly type: string };

/** A row of `documentFile` (migrations/caseload/0003-documents.sql). */
export type StoredFile = {
  readonly id: string;
  readonly dossier: string;
  readonly key: string;
  readonly length: number;
  readonly sha256: string;
  readonly here: number;
  readonly atOffice: number;
  readonly pinned: number;
  readonly wantedAt: number | null;
  readonly leaving: number;
  readonly damaged: number;
  readonly usedAt: number;
};

/** What is being moved at this moment, as sync knows it: sealed bytes so far. */
export type Moving = ReadonlyMap<string, { readonly doing: 'sending' | 'fetching'; readonly bytes: number }>;

/** Plain bytes read and sealed in one step: some thousandths of a second. */
const STEP = 1024 * 1024;
/** Dossiers of which the files are to go from the disk; written in the transaction that forgot their keys. */
const GOING = 'documents.going';
/** A dossier that is called anew, of which the files are to move along; written in the transaction that did so. */
const RENAMED = 'documents.renamed';
const renamed = z.object({ was: z.string(), is: z.string() });

export const fileOf = (db: Reader, id: string): StoredFile | undefined =>
  db.get<StoredFile>(`SELECT * FROM "documentFile" WHERE "id" = ?`, id);
const keyOf = (file: Pick<StoredFile, 'key'>): Uint8Array => new Uint8Array(Buffer.from(file.key, 'base64'));
export const isHere = (file: Pick<StoredFile, 'here' | 'length'>): boolean => file.here === file.length;

export function putFile(tx: Writer, file: StoredFile): void {
  tx.run(
    `INSERT OR REPLACE INTO "documentFile" ("id", "dossier", "key", "length", "sha256", "here", "atOffice", "pinned", "wantedAt", "leaving", "damaged", "usedAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    file.id,
    file.dossier,
    file.key,
    file.length,
    file.sha256,
    file.here,
    file.atOffice,
    file.pinned,
    file.wantedAt,
    file.leaving,
    file.damaged,
    file.usedAt,
  );
}

/** The keys of a dossier that is let go (P12). What was not handed in yet stays, shown to nobody, until it is. */
export function forgetFiles(tx: Writer, dossier: string): void {
  tx.run(
    `UPDATE "documentFile" SET "leaving" = 1, "pinned" = 0, "wantedAt" = NULL
      WHERE "dossier" = ? AND "atOffice" = 0 AND "here" = "length" AND "damaged" = 0`,
    dossier,
  );
  tx.run(`DELETE FROM "documentFile" WHERE "dossier" = ? AND "leaving" = 0`, dossier);
  clearLater(tx, dossier);
}

/** The key of one document, for good: without it the sealed bytes are noise, until `clearGone` takes them from the disk. */
export function forgetFile(tx: Writer, { row, dossier }: { readonly row: string; readonly dossier: string }): void {
  const { changes } = tx.run(`DELETE FROM "documentFile" WHERE "id" = ?`, row);
  if (changes > 0) clearLater(tx, dossier);
}

const clearLater = (tx: Writer, dossier: string): void =>
  writeSetting(tx, GOING, [...new Set([...(readSetting(tx, GOING, z.array(z.string())) ?? []), dossier])]);

/** The adviser's own dossier has another id (P28). Its files move at the next occasion: a sealed file belongs to its row, wherever it lies. */
export function renameFiles(tx: Writer, was: string, is: string): void {
  const { changes } = tx.run(`UPDATE "documentFile" SET "dossier" = ? WHERE "dossier" = ?`, is, was);
  if (changes > 0) writeSetting(tx, RENAMED, { was, is });
}

export type Resealed = {
  readonly row: string;
  readonly file: StoredFile;
  readonly settle: () => Promise<unknown>;
  readonly forget: () => Promise<unknown>;
};
export type Documents = ReturnType<typeof createDocuments>;

/** On the way through a stream, which knows only exceptions: the type of the failure. */
export class DocumentGone extends Error {
  readonly failure: string;
  constructor(failure: string) {
    super(failure);
    this.failure = failure;
  }
}

/** Of one open caseload; ends with `close`. */
export function createDocuments(caseload: OpenCaseload, reached: (point: string) => void = () => undefined) {
  const { db, author } = caseload;
  const files: DocumentFiles = createDocumentFiles(join(dirname(db.file), DOCUMENTS_FOLDER));
  const offers = new Map<string, Offer>();
  /** Who read what when: a line in the audit log for each reading, not for each piece of it. */
  const read = new Map<string, number>();

  /** The file of a document that stands in its dossier. */
  function fileShown(row: string): Result<StoredFile & { name: string; mediaType: string | null }, Failure> {
    const found = db.get<StoredFile & { name: string | null; mediaType: string | null }>(
      `SELECT f.*, d."name", d."mediaType" FROM "documentRow" d JOIN "documentFile" f ON f."id" = d."id" WHERE d."id" = ? AND d."deleted" = 0`,
      row,
    );
    if (found) return ok({ ...found, name: found.name ?? '' });
    const isKnown = db.get(`SELECT 1 FROM "documentRow" WHERE "id" = ? AND "deleted" = 0`, row) !== undefined;
    return err({ type: isKnown ? 'DocumentNotHere' : 'DocumentNotFound' });
  }

  const set = (id: string, what: Partial<StoredFile>): void =>
    db.transact((tx) => {
      const file = fileOf(tx, id);
      if (file) putFile(tx, { ...file, ...what });
    });

  const readerOf = (file: StoredFile): Reading => files.reader({ ...file, key: keyOf(file) });
  async function opened(file: StoredFile, from: number, to: number): Promise<Result<Buffer, Failure>> {
    const reading = readerOf(file);
    try {
      return await openedIn(reading, file, from, to);
    } finally {
      await reading.close();
    }
  }
  async function openedIn(
    reading: Reading,
    file: StoredFile,
    from: number,
    to: number,
  ): Promise<Result<Buffer, Failure>> {
    let bytes = await reading.open(from, to);
    if (bytes === 'absent') {
      await moveRenamed();
      // Known, and never given its name: the disk was full just then.
      await files.settle(file);
      bytes = await reading.open(from, to);
    }
    if (Buffer.isBuffer(bytes)) return ok(bytes);
    await reading.close();
    // Gone from the disk, or another than was sealed: the office may have it whole.
    set(file.id, bytes === 'absent' ? { here: 0, damaged: file.atOffice ? 0 : 1 } : { here: 0, damaged: 1 });
    if (bytes === null) await files.remove(file);
    return err({ type: file.atOffice ? 'DocumentToFetchAgain' : 'DocumentDamaged' });
  }

  /** Done half, the rest follows the next time. */
  async function moveRenamed(): Promise<void> {
    const moving = readSetting(db, RENAMED, renamed);
    if (!moving) return;
    await files.moveDossier(moving.was, moving.is);
    db.transact((tx) => removeSetting(tx, RENAMED));
  }

  /** All of it, a stretch at a time, from one open file. Ends after the first stretch that does not open. */
  async function* inStretches(file: StoredFile): AsyncGenerator<{ at: number; bytes: Result<Buffer, Failure> }> {
    const total = plainLength(file.length) ?? 0;
    const reading = readerOf(file);
    try {
      for (let at = 0; at < total; at += STEP) {
        const bytes = await openedIn(reading, file, at, Math.min(total, at + STEP));
        yield { at, bytes };
        if (!bytes.ok) return;
      }
    } finally {
      await reading.close();
    }
  }

  /** Seals into a half file, and only then lets the caseload know of it. */
  async function store(
    offer: Pick<Offer, 'name' | 'bytes'>,
    making: Making,
    at: FileAt & { key: Uint8Array },
    {
      by = { author, label: 'add' },
      ...beside
    }: With & {
      readonly by?: { readonly author: Author; readonly label: GroupLabel };
      readonly more?: readonly Change[];
    } = {},
  ): Promise<Result<Added, Failure>> {
    const { length, sha256 } = await making.end();
    reached('documents: sealed');
    if (!mayStand(db, author, { dossier: at.dossier, concept: 'document' })) {
      await files.remove(at);
      return err({ type: 'DossierNotFound' });
    }
    const mediaType = mediaTypeOf(offer.name) ?? beside.mediaType ?? null;
    const known = () =>
      db.transact((tx) => {
        putFile(tx, {
          id: at.id,
          dossier: at.dossier,
          key: Buffer.from(at.key).toString('base64'),
          length,
          sha256,
          here: length,
          atOffice: 0,
          pinned: 0,
          wantedAt: null,
          leaving: 0,
          damaged: 0,
          usedAt: author.now(),
        });
        const fields = {
          name: nameOf(offer.name),
          kind: kindOf(offer.name, mediaType),
          ...beside.fields,
          mediaType,
          bytes: offer.bytes,
        };
        const { dossier } = at;
        const made = { concept: 'document', row: at.id, dossier, fields } as const;
        const gone = beside.instead
          ? [{ concept: 'document', row: beside.instead, dossier, fields: {}, deleted: true } as const]
          : [];
        return write(tx, by.author, by.label, [made, ...gone, ...(beside.more ?? [])], { dossier });
      });
    let group;
    try {
      group = known();
    } catch (error) {
      if (error instanceof FrozenDossier) await files.remove(at);
      throw error;
    }
    reached('documents: known');
    // From here on it is the caseload's: should the disk refuse, it gets its name when it is read or at the next opening.
    await files.settle(at).catch(() => undefined);
    reached('documents: named');
    return ok({ row: at.id, group: group.id });
  }

  /** Nothing of a dossier that is restricted or shielded leaves the laptop as a file of its own; that somebody tried is kept. */
  function mayLeave({ dossier, id }: { readonly dossier: string; readonly id: string }): Result<null, Failure> {
    if (!isFrozen(db, dossier)) return ok(null);
    db.transact((tx) => refused(tx, author, 'export', dossier, { by: 'document', document: id }));
    return err({ type: 'DossierFrozen' });
  }

  return {
    files,

    /** At opening: what a kill left half is finished or swept, and what the disk lost is said. */
    async tidy(): Promise<void> {
      await this.clearGone();
      await files.sweep(({ id }) => fileOf(db, id) !== undefined);
      for (const file of db.all<StoredFile>(`SELECT * FROM "documentFile" WHERE "here" > 0`)) {
        const { whole, half } = await files.sizes(file);
        if (file.leaving && whole === null && half === null)
          db.transact((tx) => tx.run(`DELETE FROM "documentFile" WHERE "id" = ?`, file.id));
        else if (isHere(file) && whole === null && half === file.length) await files.settle(file);
        else if (isHere(file) && whole !== file.length) set(file.id, { here: 0, damaged: file.atOffice ? 0 : 1 });
        else if (!isHere(file) && (half ?? 0) < file.here) set(file.id, { here: 0 });
      }
    },

    /**
     * Files of dossiers that are not here any more go from the disk, but for those that are still being handed in; and what the office
     * took back from all laptops.
     */
    async clearGone(): Promise<void> {
      await moveRenamed();
      const takenBack = db.all<StoredFile>(
        `SELECT f.* FROM "documentFile" f JOIN "referenceFile" r ON r."id" = f."id" WHERE r."deleted" = 1`,
      );
      for (const file of takenBack) {
        db.transact((tx) => tx.run(`DELETE FROM "documentFile" WHERE "id" = ?`, file.id));
        await files.remove(file);
      }
      const going = readSetting(db, GOING, z.array(z.string())) ?? [];
      for (const dossier of going) {
        const kept = db.all<{ id: string }>(`SELECT "id" FROM "documentFile" WHERE "dossier" = ?`, dossier);
        await files.removeDossier(dossier, new Set(kept.map(({ id }) => id)));
      }
      if (going.length === 0) return;
      db.transact((tx) => {
        const left = (readSetting(tx, GOING, z.array(z.string())) ?? []).filter((each) => !going.includes(each));
        if (left.length > 0) writeSetting(tx, GOING, left);
        else removeSetting(tx, GOING);
      });
    },

    list(
      dossier: string,
      moving: Moving,
      why: (file: StoredFile | null) => Answer<'documents.list'>[number]['doing'],
    ): Answer<'documents.list'> {
      const rows = db.all<Partial<StoredFile> & { row: string; bytes: number | null }>(
        `SELECT f.*, d."id" AS "row", d."bytes" FROM "documentRow" d LEFT JOIN "documentFile" f ON f."id" = d."id" AND f."leaving" = 0
          WHERE d."dossier" = ? AND d."deleted" = 0 ORDER BY d."number"`,
        dossier,
      );
      return rows.map(({ row, bytes, ...found }) => {
        // What a left join did not find has no id.
        const file = found.id === null ? null : (found as StoredFile);
        const total = bytes ?? (file ? (plainLength(file.length) ?? 0) : 0);
        const under = moving.get(row);
        const plain = (sealed: number): number =>
          file && sealed >= file.length ? total : Math.min(total, Math.max(0, sealed));
        return {
          row,
          bytes: total,
          here: plain(file?.here ?? 0),
          office: file?.atOffice ? total : plain(under?.doing === 'sending' ? under.bytes : 0),
          isHere: file !== null && isHere(file),
          isAtOffice: file?.atOffice === 1,
          pinned: file?.pinned === 1,
          doing: under?.doing ?? why(file),
          damaged: file?.damaged === 1,
        };
      });
    },

    /** A file on the disk, to be added later. */
    async openPath(path: string): Promise<Result<Answer<'documents.choose'>['files'][number], Failure>> {
      const found = await lstat(path).catch(() => null);
      if (!found) return err({ type: 'NotReadable' });
      // A link, a pipe or a device has no end, or another one than it says.
      if (!found.isFile()) return err({ type: 'NotAFile' });
      if (found.size > LARGEST_FILE) return err({ type: 'DocumentTooLarge' });
      const token = author.newId();
      const name = basename(path);
      offers.set(token, { name, bytes: found.size, from: { path, changedAt: found.mtimeMs } });
      return ok({ token, name, bytes: found.size });
    },

    /** A file that comes in pieces. */
    async offer({ dossier, name, bytes }: Ask<'documents.offer'>): Promise<Result<{ token: string }, Failure>> {
      if (!isInCaseload(db, dossier)) return err({ type: 'DossierNotFound' });
      if (!(await files.fits(sealedLength(bytes)))) return err({ type: 'DiskFull' });
      const at = { dossier, id: author.newId(), key: newDocumentKey() };
      const making = await files.begin(at, at.key);
      offers.set(at.id, { name, bytes, from: { making, at, received: 0 } });
      return ok({ token: at.id });
    },

    async piece({ token, bytes }: Ask<'documents.piece'>): Promise<Result<{ received: number }, Failure>> {
      const offer = offers.get(token);
      if (!offer || !('making' in offer.from)) return err({ type: 'UnknownFile' });
      const { from } = offer;
      if (from.received + bytes.length > offer.bytes) return err({ type: 'FileChanged' });
      from.received += bytes.length;
      const put = await tried(() => from.making.add(bytes));
      return put.ok ? ok({ received: from.received }) : put;
    },

    async add({ dossier, token, about, replaces }: Ask<'documents.add'>, job: Job): Promise<Result<Added, Failure>> {
      const offer = offers.get(token);
      if (!offer) return err({ type: 'UnknownFile' });
      if (!isInCaseload(db, dossier)) return err({ type: 'DossierNotFound' });
      const beside = saidBeside(db, dossier, { about, replaces });
      if (!beside.ok) return beside;
      if ('making' in offer.from) {
        const { making, at, received } = offer.from;
        if (at.dossier !== dossier) return err({ type: 'UnknownFile' });
        offers.delete(token);
        if (job.cancelled() || received !== offer.bytes) {
          await making.abandon();
          return err({ type: job.cancelled() ? 'Cancelled' : 'FileChanged' });
        }
        return closed(making, () => store(offer, making, at, beside.value));
      }
      const { path, changedAt } = offer.from;
      if (!(await files.fits(sealedLength(offer.bytes)))) return err({ type: 'DiskFull' });
      const source = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
      if (!source) return err({ type: 'NotReadable' });
      try {
        const at = { dossier, id: author.newId(), key: newDocumentKey() };
        const making = await files.begin(at, at.key);
        return await closed(making, async () => {
          const taken = await sealAll(source, making, offer.bytes, job);
          if (!taken.ok) return taken;
          const after = await source.stat();
          if (after.size !== offer.bytes || after.mtimeMs !== changedAt) return err({ type: 'FileChanged' });
          offers.delete(token);
          return store(offer, making, at, beside.value);
        });
      } finally {
        await source.close();
      }
    },

    /** A file that was made here, with what stands beside it, as one deed. */
    async keep(
      dossier: string,
      file: { readonly name: string; readonly bytes: Uint8Array; readonly fields: Record<string, FieldValue> },
      more: readonly Change[],
    ): Promise<Result<Added, Failure>> {
      if (!mayStand(db, author, { dossier, concept: 'document' })) return err({ type: 'DossierNotFound' });
      if (!(await files.fits(sealedLength(file.bytes.length)))) return err({ type: 'DiskFull' });
      const at = { dossier, id: author.newId(), key: newDocumentKey() };
      const making = await files.begin(at, at.key);
      return closed(making, async () => {
        await making.add(file.bytes);
        return store({ name: file.name, bytes: file.bytes.length }, making, at, { fields: file.fields, more });
      });
    },

    /** For the demo: as if it was added at that moment. */
    async place(dossier: string, { name, text, at }: { name: string; text: string; at: number }): Promise<void> {
      const bytes = new TextEncoder().encode(text);
      const file = { dossier, id: author.newId(), key: newDocumentKey() };
      const making = await files.begin(file, file.key);
      await closed(making, async () => {
        await making.add(bytes);
        return store({ name, bytes: bytes.length }, making, file, {
          by: { author: { ...author, now: () => at }, label: 'demo' },
        });
      });
    },

    async discard(token: string): Promise<void> {
      const offer = offers.get(token);
      offers.delete(token);
      if (offer && 'making' in offer.from) await offer.from.making.abandon();
    },

    async read({ row, offset, length }: Ask<'documents.read'>): Promise<Result<Answer<'documents.read'>, Failure>> {
      const found = fileShown(row);
      if (!found.ok) return found;
      const file = found.value;
      if (!isHere(file)) return err({ type: file.damaged ? 'DocumentDamaged' : 'DocumentNotHere' });
      const total = plainLength(file.length) ?? 0;
      const from = Math.min(offset, total);
      const bytes = await opened(file, from, Math.min(total, from + length));
      if (!bytes.ok) return bytes;
      const at = author.now();
      const since = at - (read.get(row) ?? -ONE_READING_MS);
      if (since < 0 || since >= ONE_READING_MS) {
        read.set(row, at);
        db.transact((tx) => {
          appendAudit(tx, author, { action: 'document.opened', dossier: file.dossier, detail: { document: row } });
          putFile(tx, { ...file, usedAt: at });
        });
      }
      return ok({ bytes: new Uint8Array(bytes.value), total, mediaType: file.mediaType });
    },

    /** All of it in memory, for a machine that reads it; null where it can not be had. No line in the audit log: nobody sees it. */
    async plain(row: string, isOver: () => boolean = () => false): Promise<Uint8Array<ArrayBuffer> | null> {
      const found = fileShown(row);
      if (!found.ok || !isHere(found.value)) return null;
      const total = plainLength(found.value.length) ?? 0;
      const whole = new Uint8Array(total);
      for await (const { at, bytes } of inStretches(found.value)) {
        if (isOver() || !bytes.ok) return null;
        whole.set(bytes.value, at);
        bytes.value.fill(0);
      }
      return whole;
    },

    /** A photo without where it was taken takes the place of the one that says it. */
    async removePlace(row: string): Promise<Result<Added, Failure>> {
      const before = db.get<StoredRow>(`SELECT * FROM "document" WHERE "id" = ? AND "deleted" = 0`, row);
      if (!before) return err({ type: 'DocumentNotFound' });
      if (Number(before['bytes'] ?? 0) > MOST_PHOTO) return err({ type: 'TooLarge' });
      const bytes = await this.plain(row);
      if (bytes === null) return err({ type: 'DocumentNotHere' });
      const clean = withoutPlace(bytes);
      if (clean === null) return err({ type: 'NoPlaceInPicture' });
      if (!(await files.fits(sealedLength(clean.length)))) return err({ type: 'DiskFull' });
      const { bytes: _bytes, mediaType: _type, ...fields } = fieldsOfRow('document', before);
      const at = { dossier: before.dossier, id: author.newId(), key: newDocumentKey() };
      const making = await files.begin(at, at.key);
      return closed(making, async () => {
        await making.add(clean);
        const name = String(fields['name'] ?? 'foto');
        const mediaType = typeof before['mediaType'] === 'string' ? before['mediaType'] : null;
        return store({ name, bytes: clean.length }, making, at, { fields, instead: row, mediaType });
      });
    },

    /** Plain bytes for a file that is made of it, piece by piece; they touch no disk on the way. Throws where it turns out to be damaged. */
    toHandOver(
      dossier: string,
      row: string,
    ): Result<
      { name: string; mediaType: string | null; total: number; pieces: () => AsyncGenerator<Uint8Array> },
      Failure
    > {
      const found = fileShown(row);
      if (!found.ok) return found;
      const file = found.value;
      if (file.dossier !== dossier) return err({ type: 'DocumentNotFound' });
      if (!isHere(file)) return err({ type: file.damaged ? 'DocumentDamaged' : 'DocumentNotHere' });
      const total = plainLength(file.length) ?? 0;
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        for await (const { bytes } of inStretches(file)) {
          if (!bytes.ok) throw new DocumentGone(bytes.error.type);
          yield new Uint8Array(bytes.value);
        }
      };
      return ok({ name: file.name, mediaType: file.mediaType, total, pieces });
    },

    /** How a copy would be called. */
    copyName(row: string): Result<{ name: string; extension: string }, Failure> {
      const found = fileShown(row);
      if (!found.ok) return found;
      const may = mayLeave(found.value);
      if (!may.ok) return may;
      const { name } = found.value;
      const extension = extname(name).slice(1) || (mime.getExtension(found.value.mediaType ?? '') ?? '');
      const stem = name.slice(0, name.length - extname(name).length) || 'document';
      return ok({ name: extension ? `${stem}.${extension}` : stem, extension });
    },

    /** Plain bytes where the adviser chose, whole or not at all. */
    async copyTo(row: string, path: string, job: Job): Promise<Result<Answer<'documents.saveCopy'>, Failure>> {
      const found = fileShown(row);
      if (!found.ok) return found;
      const file = found.value;
      const may = mayLeave(file);
      if (!may.ok) return may;
      if (!isHere(file)) return err({ type: file.damaged ? 'DocumentDamaged' : 'DocumentNotHere' });
      if (mayNotTake(db, path)) return err({ type: 'NotWritten' });
      const half = join(dirname(path), `.${basename(path)}.half`);
      const total = plainLength(file.length) ?? 0;
      const hash = createHash('sha256');
      const target = await open(half, 'w', 0o600).catch(() => null);
      if (!target) return err({ type: 'NotWritten' });
      try {
        for await (const { at, bytes } of inStretches(file)) {
          if (job.cancelled()) return err({ type: 'Cancelled' });
          if (!bytes.ok) return bytes;
          hash.update(bytes.value);
          const put = await tried(() => target.writeFile(bytes.value));
          if (!put.ok) return put.error.type === 'DiskFull' ? put : err({ type: 'NotWritten' });
          job.progress('documents.copying', Math.min(total, at + STEP), total);
        }
        await target.close();
        await rename(half, path);
        const sha256 = hash.digest('hex');
        const detail = { document: row, sha256, bytes: total };
        db.transact((tx) => appendAudit(tx, author, { action: 'document.copied', dossier: file.dossier, detail }));
        return ok({ saved: true, fileName: basename(path) });
      } catch {
        return err({ type: 'NotWritten' });
      } finally {
        await target.close().catch(() => undefined);
        await rm(half, { force: true });
      }
    },

    /**
     * A document once more, for another dossier: sealed anew, since a sealed file belongs to one row of one dossier. It has a half name
     * until whoever asked has written its row and its key in one transaction, and then calls `settle`; or else `forget`.
     * @param id of its row in that dossier
     */
    async resealFor(
      row: string,
      dossier: string,
      job: Pick<Job, 'cancelled'>,
      id: string = author.newId(),
    ): Promise<Result<Resealed, Failure>> {
      const found = fileShown(row);
      if (!found.ok) return found;
      const { name: _name, mediaType: _type, ...file } = found.value;
      if (!isHere(file)) return err({ type: 'DocumentNotHere' });
      if (!(await files.fits(file.length))) return err({ type: 'DiskFull' });
      const at = { dossier, id, key: newDocumentKey() };
      const making = await files.begin(at, at.key);
      return closed(making, async () => {
        for await (const { bytes } of inStretches(file)) {
          if (job.cancelled()) {
            await making.abandon();
            return err({ type: 'Cancelled' });
          }
          if (!bytes.ok) {
            await making.abandon();
            return bytes;
          }
          await making.add(bytes.value);
        }
        const { length, sha256 } = await making.end();
        const key = Buffer.from(at.key).toString('base64');
        const stored = { ...file, id: at.id, dossier, key, length, sha256, here: length, atOffice: 0, wantedAt: null };
        return ok({
          row: at.id,
          file: stored,
          settle: () => files.settle(at).catch(() => undefined),
          forget: () => files.remove(at),
        });
      });
    },

    /** To be fetched, before all else. */
    want(rows: readonly string[]): void {
      db.transact((tx) => {
        for (const id of rows) {
          const file = fileOf(tx, id);
          if (file && !isHere(file)) putFile(tx, { ...file, wantedAt: author.now() });
        }
      });
    },
    /** Not any more. What came stays. */
    unwant: (row: string): void => set(row, { wantedAt: null, pinned: 0 }),

    /** What is not pinned any more, and the office has, goes from this disk. */
    async pin(rows: readonly string[], pinned: boolean): Promise<void> {
      for (const id of rows) {
        const file = fileOf(db, id);
        if (!file) continue;
        const goes = !pinned && file.atOffice === 1;
        set(id, { pinned: pinned ? 1 : 0, wantedAt: null, ...(goes ? { here: 0 } : {}) });
        if (goes) await files.remove(file);
      }
    },

    /** Sealed bytes here, and documents that the office does not have. */
    totals(): { readonly here: number; readonly waiting: number; readonly waitingBytes: number } {
      const { here } = db.get<{ here: number }>(`SELECT coalesce(sum("here"), 0) AS "here" FROM "documentFile"`) ?? {
        here: 0,
      };
      const { waiting, bytes } = db.get<{ waiting: number; bytes: number }>(
        `SELECT count(*) AS "waiting", coalesce(sum("length"), 0) AS "bytes" FROM "documentFile" WHERE ${UNSENT}`,
      ) ?? { waiting: 0, bytes: 0 };
      return { here, waiting, waitingBytes: bytes };
    },

    /** Each file against what the caseload knows of it. Reads all of them. */
    async problems(
      job: Pick<Job, 'progress'>,
    ): Promise<{ problems: string[]; damaged: Answer<'caseload.verify'>['damaged'] }> {
      let wrong = 0;
      let lost = 0;
      const damaged: Answer<'caseload.verify'>['damaged'] = [];
      const all = db.all<StoredFile>(`SELECT * FROM "documentFile" WHERE "here" = "length" OR "damaged" = 1`);
      for (const [index, file] of all.entries()) {
        job.progress('verify.documents', index, all.length);
        if (file.damaged) lost++;
        else if ((await files.sha256(file, 'whole')) !== file.sha256) wrong++;
        else continue;
        // One that was removed is nobody's to look after.
        const row = db.get<{ name: string | null }>(
          `SELECT "name" FROM "documentRow" WHERE "id" = ? AND "deleted" = 0`,
          file.id,
        );
        if (row) damaged.push({ dossier: file.dossier, row: file.id, name: row.name });
      }
      const problems = [
        ...(wrong ? [`documents: ${wrong} are not what was sealed`] : []),
        ...(lost ? [`documents: ${lost} do not open`] : []),
      ];
      return { problems, damaged };
    },

    async close(): Promise<void> {
      for (const token of offers.keys()) await this.discard(token);
    },
  };
}

/** Own documents that the office does not have whole, and may be handed in: those of removed rows wait until they come back. */
export const UNSENT = `"atOffice" = 0 AND "here" = "length" AND "damaged" = 0
  AND ("leaving" = 1 OR EXISTS (SELECT 1 FROM "documentRow" d WHERE d."id" = "documentFile"."id" AND d."deleted" = 0))`;

const ONE_READING_MS = 15 * 60_000;
/** A photo that is held in memory as a whole, to take its place out. */
const MOST_PHOTO = 128_000_000;

type Added = Answer<'documents.add'>;
/** Answers that come with a new document, and the one whose place it takes. */
type With = {
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly instead?: string;
  /** Where its name does not say it. */
  readonly mediaType?: string | null;
};

/** What a new document belongs to; a newer version goes on with what was said of the one before it. */
function saidBeside(
  db: Reader,
  dossier: string,
  { about, replaces }: Pick<Ask<'documents.add'>, 'about' | 'replaces'>,
): Result<With, Failure> {
  const before =
    replaces &&
    db.get<StoredRow>(`SELECT * FROM "document" WHERE "id" = ? AND "dossier" = ? AND "deleted" = 0`, replaces, dossier);
  if (replaces && !before) return err({ type: 'DocumentNotFound' });
  const said = before
    ? { ...fieldsGoingOn(before), replaces: referenceTo('document', before.id) }
    : about === undefined
      ? {}
      : { about };
  const checked = checkFields('document', said);
  return checked.ok ? ok({ fields: checked.value }) : checked;
}

/** Not its name and its day: those are of the file. */
const fieldsGoingOn = (row: StoredRow): Record<string, FieldValue> => {
  const { kind, about, confidential } = fieldsOfRow('document', row);
  return { kind: kind ?? null, about: about ?? null, confidential: confidential ?? null };
};
type Offer = {
  readonly name: string;
  readonly bytes: number;
  readonly from:
    | { readonly path: string; readonly changedAt: number }
    | { readonly making: Making; readonly at: FileAt & { key: Uint8Array }; received: number };
};

async function sealAll(source: FileHandle, making: Making, total: number, job: Job): Promise<Result<null, Failure>> {
  const buffer = Buffer.alloc(STEP);
  for (let at = 0; at < total;) {
    if (job.cancelled()) return err({ type: 'Cancelled' });
    const { bytesRead } = await source.read(buffer, 0, STEP, at);
    if (bytesRead === 0 || at + bytesRead > total) return err({ type: 'FileChanged' });
    await making.add(buffer.subarray(0, bytesRead));
    at += bytesRead;
    job.progress('documents.adding', at, total);
  }
  buffer.fill(0);
  return ok(null);
}

/** Whatever happens, nothing half is left. */
async function closed<T>(making: Making, work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const done = await tried(work);
  if (done.ok && done.value.ok) return done.value;
  await making.abandon();
  return done.ok ? done.value : done;
}

/** What a disk says, in the words of the product. */
export async function tried<T>(work: () => Promise<T> | T): Promise<Result<T, Failure>> {
  try {
    return ok(await work());
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ENOSPC' || code === 'EDQUOT' || databaseError(error)?.type === 'DiskFull')
      return err({ type: 'DiskFull' });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return err({ type: 'NoAccess' });
    if (code === 'EIO' || code === 'EISDIR') return err({ type: 'NotReadable' });
    throw error;
  }
}

/** By its name. What offices use is not in the list of the library's small half. */
const mediaTypeOf = (name: string): string | null =>
  mime.getType(name) ?? OFFICE_TYPES[extname(name).slice(1).toLowerCase()] ?? null;
const OFFICE_TYPES: Readonly<Record<string, string>> = {
  docx: DOCX,
  odt: ODT,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/**
 * As it was called, without what a line of text can not hold, and without what turns the letters after it round (UAX 9: embeddings, overrides,
 * isolates): "cv \u202efdp.exe" would be read as a PDF. Marks of direction and letters of other scripts stay.
 */
// eslint-disable-next-line no-control-regex -- those are what is taken out
const nameOf = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\ufffe\uffff]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]+/g, '')
    .trim()
    .slice(-255) || 'document';

/** A guess that the adviser sees and can change. */
const GUESSES: readonly (readonly [RegExp, (typeof DOCUMENT_KINDS)[number]])[] = [
  [/(^|[^a-z])(cv|curriculum|resume|résumé)([^a-z]|$)/i, 'cv'],
  [/diploma|bul(?![a-z])/i, 'diploma'],
  [/certifica|getuigschrift/i, 'certificate'],
  [/brief|letter|motivatie/i, 'letter'],
  [/rapport|report|verslag/i, 'report'],
  [/overeenkomst|contract|agreement/i, 'agreement'],
];
function kindOf(name: string, mediaType: string | null): (typeof DOCUMENT_KINDS)[number] {
  const guessed = GUESSES.find(([words]) => words.test(name))?.[1];
  if (guessed) return guessed;
  if (mediaType?.startsWith('image/')) return 'photo';
  return mediaType?.startsWith('video/') ? 'video' : 'other';
}

/** The sealed files that belong to a backup: they never change, so what was copied before is not copied again. */
export async function copyDocuments(db: Database, to: string): Promise<void> {
  const files = createDocumentFiles(join(dirname(db.file), DOCUMENTS_FOLDER));
  const target = createDocumentFiles(to);
  for (const file of db.all<StoredFile>(`SELECT * FROM "documentFile" WHERE "here" = "length" AND "damaged" = 0`)) {
    const { whole } = await target.sizes(file);
    if (whole === file.length) continue;
    await target.place(file, (half) => copyFile(files.pathOf(file), half, constants.COPYFILE_FICLONE));
  }
}
