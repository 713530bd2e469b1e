/**
 * The documents of dossiers, as laptops sealed them. Where the bytes are is document-files.ts; here is who may, and when they count. Promises: only who holds the dossier at that moment asks or downloads, and hands in, or who made the row of the document while
 * they did (P21); what is given out is what was announced, to the byte (I12); the key that opens a file is in the database, never beside it; with the dossier all of it goes.
 *
 * Announcing is a question like any other, with its schema. The bytes then come by tus 1.0 (core protocol: HEAD and PATCH), which goes
 * on where a connection broke.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { Server as TusServer } from '@tus/server';
import type { z } from 'zod';
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION, type documentAsk, type ProtocolError, type StoredDocument } from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import {
  addressOf,
  documentOf,
  placeOf,
  type DocumentRow,
  type Files,
  type FilesOptions,
  type Span,
} from './document-files.ts';
import { filesInFolder } from './document-folder.ts';
import { sharedLocks } from './document-lock.ts';
import { holdingsOf, type Caller } from './holdings.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';

export type Download = {
  readonly span: Span;
  readonly length: number;
  readonly sha256: string;
  readonly bytes: Readable;
};

type Conversation = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Called when tus takes over. */
  readonly begin: () => void;
};

export type Documents = {
  announce(
    caller: Caller,
    ask: z.infer<typeof documentAsk>,
  ): Promise<Result<null, NotFound | { type: 'Taken' | 'NotAllowed' }>>;
  list(caller: Caller, dossier: string): Promise<Result<{ documents: StoredDocument[] }, NotFound>>;
  /** HEAD and PATCH of tus, answered by it. Gives the dossier when a document became complete by it. */
  transfer(caller: Caller, id: string, http: Conversation): Promise<Result<{ completed: string | null }, NotFound>>;
  /** @param range the header as it came */
  download(
    caller: Caller,
    id: string,
    range: string | undefined,
  ): Promise<Result<Download, NotFound | { type: 'RangeNotThere'; length: number }>>;
};

const notFound = err<NotFound>({ type: 'NotFound' });

export async function openFiles(options: FilesOptions, store: Store): Promise<Files> {
  if (options.kind === 'folder') return filesInFolder(options.folder, store);
  // Asked for only where it is used: the client is larger than the rest of the server.
  const { filesInBucket } = await import('./document-bucket.ts');
  return filesInBucket(options, store);
}

/** @param lost told of a dossier of which a document is not there any more: whoever has it is to hand it in again (P25) */
export function openDocuments(
  store: Store,
  world: World,
  files: Files,
  lost: (organisation: string, dossier: string) => void,
): Documents {
  const isHeld = async (db: Reader, caller: Caller, dossier: string): Promise<boolean> =>
    (await holdingsOf(db, caller, [dossier], world.now())).now.has(dossier);
  const heldDocument = (caller: Caller, id: string): Promise<DocumentRow | null> =>
    store.read(async (db) => {
      const row = await documentOf(db, caller.organisation, id);
      return row && (await isHeld(db, caller, row.dossier)) ? row : null;
    });
  /** For who hands in: their own document of a dossier that was taken from them meanwhile is not lost. */
  const documentToHandIn = (caller: Caller, id: string): Promise<DocumentRow | null> =>
    store.read(async (db) => {
      const row = await documentOf(db, caller.organisation, id);
      if (!row) return null;
      return (await isHeld(db, caller, row.dossier)) || (await madeTheRow(db, caller, row)) ? row : null;
    });
  const tus = tusServer(store, world, files);
  const isKnown = (organisation: string, id: string): Promise<DocumentRow | undefined> =>
    store.read((db) => documentOf(db, organisation, id));

  return {
    async announce(caller, { id, dossier, length, sha256, key }) {
      const { organisation, person, device } = caller;
      const announced = await store.write<Result<{ isSame: boolean }, NotFound | { type: 'Taken' | 'NotAllowed' }>>(
        async (db) => {
          const known = await db.get(
            `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
            organisation,
            dossier,
          );
          if (!(await isHeld(db, caller, dossier))) {
            if (!(await madeTheRow(db, caller, { dossier, id }))) return notFound;
            // A restore forgot the dossier, and its work waits in quarantine: its documents wait on the laptop.
            if (!known) return err({ type: 'NotAllowed' });
          }
          const before = await documentOf(db, organisation, id);
          if (before && before.dossier !== dossier) return notFound;
          const isSame = before?.length === length && before.sha256 === sha256;
          // The organisation's own come from an administrator; from a laptop only what the office lost (P25).
          if (dossier === ORGANISATION && !isSame) return err({ type: 'NotAllowed' });
          if (before && !isSame && before.completedAt !== null) return err({ type: 'Taken' });
          if (!isSame) {
            // Sealed anew: what was sent of the other does not count.
            await db.run(`DELETE FROM "document" WHERE "organisation" = ? AND "id" = ?`, organisation, id);
            const [begunAt, upload] = [world.now(), before?.upload ?? null];
            await db.insert('document', [
              { organisation, id, dossier, length, sha256, key, person, device, begunAt, completedAt: null, upload },
            ]);
          }
          return ok({ isSame });
        },
      );
      if (!announced.ok) return announced;
      // Outside the transaction: a store far away must not hold up what is not about documents.
      const place = { organisation, dossier, id };
      await files.begin(place, length, !announced.value.isSame);
      if (await isKnown(organisation, id)) return ok(null);
      await files.remove(place);
      return notFound;
    },

    list: (caller, dossier) =>
      store.read(async (db) => {
        if (!(await isHeld(db, caller, dossier))) return notFound;
        const rows = await db.all<Omit<DocumentRow, 'upload'>>(
          `SELECT "id", "dossier", "length", "sha256", "key", "completedAt" FROM "document"
            WHERE "organisation" = ? AND "dossier" = ? AND "sha256" <> '' ORDER BY "id"`,
          caller.organisation,
          dossier,
        );
        return ok({
          documents: rows.map(({ completedAt, ...row }) => ({ ...row, isComplete: completedAt !== null })),
        });
      }),

    async transfer(caller, id, { request, response, begin }) {
      const row = await documentToHandIn(caller, id);
      if (!row) return notFound;
      const { organisation } = caller;
      const place = { organisation, dossier: row.dossier, id };
      request.url = `/${encodeURIComponent(addressOf(place))}`;
      begin();
      await tus.handle(request, response);
      if (request.method !== 'PATCH') return ok({ completed: null });
      const after = await isKnown(organisation, id);
      // Erased while its bytes came (I5): whatever was put there since goes as well.
      if (!after) await files.remove(place);
      if (row.completedAt !== null || after?.completedAt == null) return ok({ completed: null });
      const deed = { ...caller, actor: caller.person, action: 'document.received', dossier: row.dossier };
      const detail = { document: id, length: row.length };
      await store.write((db) => appendAudit(db, world, { ...deed, detail }));
      return ok({ completed: row.dossier });
    },

    async download(caller, id, range) {
      const row = await heldDocument(caller, id);
      if (!row || row.completedAt === null) return notFound;
      const { length, sha256, dossier } = row;
      const span = range === undefined ? { from: 0, to: length - 1 } : spanOf(range, length);
      if (!span) return err({ type: 'RangeNotThere', length });
      const bytes = await files.open({ organisation: caller.organisation, dossier, id }, length, span);
      if (!bytes) {
        await store.write((db) =>
          db.run(
            `UPDATE "document" SET "completedAt" = NULL WHERE "organisation" = ? AND "id" = ? AND "sha256" = ?`,
            caller.organisation,
            id,
            sha256,
          ),
        );
        lost(caller.organisation, dossier);
        return notFound;
      }
      return ok({ span, length, sha256, bytes });
    },
  };
}

/** P21: whether the row of this document was made by this person, in work that was applied or waits in quarantine. */
async function madeTheRow(
  db: Reader,
  { organisation, person }: Caller,
  { dossier, id }: Pick<DocumentRow, 'dossier' | 'id'>,
): Promise<boolean> {
  // Ids have no sign that LIKE or JSON reads otherwise; what is found is read before it is believed.
  const named = `%"${id}"%`;
  const bodies = await db.all<{ body: string }>(
    `SELECT o."body" FROM "operation" o JOIN "device" d ON d."organisation" = o."organisation" AND d."id" = o."device"
      WHERE o."organisation" = ? AND o."dossier" = ? AND d."person" = ? AND o."body" LIKE ?
     UNION ALL
     SELECT "body" FROM "quarantine" WHERE "organisation" = ? AND "dossier" = ? AND "author" = ? AND "body" LIKE ?`,
    organisation,
    dossier,
    person,
    named,
    organisation,
    dossier,
    person,
    named,
  );
  return bodies.some(({ body }) => {
    const said = JSON.parse(body) as { concept?: unknown; row?: unknown; sees?: unknown };
    return said.concept === 'document' && said.row === id && said.sees === null;
  });
}

/** One span, as RFC 9110 says; null where there is nothing there. */
function spanOf(range: string, length: number): Span | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? [];
  if (first === '' && last === '') return null;
  if (first === '') return Number(last) === 0 ? null : { from: Math.max(0, length - Number(last)), to: length - 1 };
  const from = Number(first);
  const to = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from > to ? null : { from, to };
}

function tusServer(store: Store, world: World, files: Files): TusServer {
  return new TusServer({
    path: '/',
    datastore: files.datastore,
    locker: sharedLocks(store, world),
    allowedOrigins: [],
    getFileIdFromRequest: (_request, path) => path,
    // Anybody's words may stand in the text of an exception.
    onResponseError: (_request, error) => {
      const status = 'status_code' in error ? error.status_code : 503;
      return { status_code: status, body: JSON.stringify({ error: { type: typeOf(status) } }) };
    },
    onUploadFinish: async (_request, { id: address }) => {
      const place = placeOf(address);
      const { organisation, id } = place;
      const row = await store.read((db) => documentOf(db, organisation, id));
      if (!row) throw { status_code: 404, body: '' }; // eslint-disable-line typescript/only-throw-error -- what tus takes
      // Also where it was whole before: then it was lost since.
      const isWhole = (await files.sha256(place)) === row.sha256;
      await store.write((db) =>
        db.run(
          `UPDATE "document" SET "completedAt" = ? WHERE "organisation" = ? AND "id" = ? AND "sha256" = ?`,
          isWhole ? world.now() : null,
          organisation,
          id,
          row.sha256,
        ),
      );
      if (isWhole) return {};
      await files.begin(place, row.length, true);
      throw { status_code: DAMAGED, body: '' }; // eslint-disable-line typescript/only-throw-error -- what tus takes
    },
  });
}

/** As tus has it for a checksum that differs. */
const DAMAGED = 460;
const typeOf = (status: number): ProtocolError => {
  if (status === DAMAGED) return 'Damaged';
  if (status === 404 || status === 410) return 'NotFound';
  if (status === 413) return 'TooLarge';
  return status >= 500 ? 'Unavailable' : 'BadRequest';
};
