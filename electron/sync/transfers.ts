/**
 * Documents on their way to the office and from it (core/sync/SPEC.md P19–P21). Beside the rounds of sync, with the same line: a large file
 * never holds up what somebody wrote. One piece at a time, and before each piece it is decided anew what is needed most:
 *
 * 1. what the adviser asked for;
 * 2. what is only on this laptop, the smallest first;
 * 3. what is to be here also without network.
 *
 * Promises: what came is on the disk and written down before more is asked, so that a cut or a kill costs one piece; nothing counts as whole before
 * its checksum was looked at; `stop` ends all of it.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { documentsAnswer, ORGANISATION, type ProtocolError } from '../../core/sync/protocol.ts';
import {
  fileOf,
  isHere,
  putFile,
  UNSENT,
  type Documents,
  type Moving,
  type StoredFile,
} from '../caseload/documents.ts';
import type { Answer } from '../../core/contract/contract.ts';
import type { Database } from '../caseload/database.ts';
import { readSetting, writeSetting } from '../caseload/stores.ts';
import type { Client, LineError } from './client.ts';

export type TransferOptions = {
  readonly db: Database;
  readonly documents: Documents;
  readonly now: () => number;
  /** The adviser's own dossier (P28), by the id that it has at that moment. */
  readonly own: () => string;
  /** The line costs money: only what the adviser asks for goes over it, and what must leave this laptop. */
  readonly isMetered: () => boolean;
  /** The bytes of documents in this dossier moved. */
  readonly told: (dossier: string) => void;
  /** What should never happen, and a full disk. */
  readonly trouble: (error: unknown) => void;
};

const LIMIT = 'documents.dailyLimitMb';
const MOVED = 'documents.moved';
const moved = z.object({ day: z.string(), bytes: z.number() });
const MB = 1_000_000;
/** The first piece, and between what the next may be: some seconds of the line, whatever line it is. */
const PIECE = { first: 512 * 1024, least: 64 * 1024, most: 8 * 1024 * 1024 } as const;
const QUICK_MS = 2_000;
const SLOW_MS = 15_000;

/** Said of one document, not of the line. */
const NOT_NOW: ReadonlySet<ProtocolError> = new Set(['Taken', 'BadRequest', 'NotAllowed', 'TooLarge']);

type Next = { readonly file: StoredFile; readonly way: 'sending' | 'fetching' };
/** `skip`: not now, another may. */
type Moved = Result<'more' | 'done' | 'skip', LineError>;

export type Transfers = ReturnType<typeof createTransfers>;

export function createTransfers(options: TransferOptions) {
  const { db, documents, now } = options;
  const { files } = documents;
  const moving = new Map<string, { doing: 'sending' | 'fetching'; bytes: number }>();
  let client: Client | null = null;
  let isStopped = false;
  let running: Promise<void> | null = null;
  let piece: number = PIECE.first;
  /** Of this wake: what can not be moved now, and what was handed in damaged once already. */
  let skipped = new Set<string>();
  let damagedOnce = new Set<string>();
  let asked = new Set<string>();

  const limit = (): number | null => readSetting(db, LIMIT, z.number().nullable()) ?? null;
  const movedToday = (): number => {
    const kept = readSetting(db, MOVED, moved);
    return kept?.day === dayOf(now()) ? kept.bytes : 0;
  };
  const count = (bytes: number): void =>
    db.transact((tx) => writeSetting(tx, MOVED, { day: dayOf(now()), bytes: movedToday() + bytes }));
  const isOverLimit = (): boolean => {
    const most = limit();
    return most !== null && movedToday() >= most * MB;
  };

  /** The one place that decides. */
  function next(): Next | null {
    const first = (where: string, order: string): StoredFile | undefined =>
      db
        .all<StoredFile>(`SELECT * FROM "documentFile" WHERE ${where} ORDER BY ${order}`)
        .find(({ id }) => !skipped.has(id));
    const wanted = first(`"wantedAt" IS NOT NULL AND "here" < "length" AND "atOffice" = 1`, `"wantedAt" DESC`);
    if (wanted) return { file: wanted, way: 'fetching' };
    // Whose dossier went already: until the office has it, it is nowhere else (P25), and neither a limit nor a line that costs money holds it up.
    const leaving = first(`${UNSENT} AND "leaving" = 1`, `"length"`);
    if (leaving) return { file: leaving, way: 'sending' };
    if (isOverLimit() || options.isMetered()) return null;
    const unsent = first(UNSENT, `"length"`);
    if (unsent) return { file: unsent, way: 'sending' };
    const pinned = first(`"pinned" = 1 AND "here" < "length" AND "atOffice" = 1`, `"length"`);
    return pinned ? { file: pinned, way: 'fetching' } : null;
  }

  /** A dossier with documents of which it is not known where they are: the office is asked, once a wake. */
  const unknown = (): string | undefined =>
    db
      .all<{ dossier: string }>(
        `SELECT DISTINCT d."dossier" FROM "documentRow" d LEFT JOIN "documentFile" f ON f."id" = d."id"
          WHERE d."deleted" = 0 AND (f."id" IS NULL OR f."atOffice" = 0 OR f."damaged" = 1)`,
      )
      .find(({ dossier }) => !asked.has(dossier))?.dossier;

  async function ask(line: Client, dossier: string): Promise<Result<null, LineError>> {
    asked.add(dossier);
    const answer = await line.read(`/v1/documents?dossier=${dossier}`, documentsAnswer);
    if (!answer.ok) return isNotThere(answer.error) ? ok(null) : answer;
    db.transact((tx) => {
      for (const { id, length, sha256, key, isComplete } of answer.value.documents) {
        // I4: the dossier may have been let go since it was asked.
        if (!tx.get(`SELECT 1 FROM "documentRow" WHERE "id" = ?`, id)) continue;
        const known = fileOf(tx, id);
        const isSame = known?.sha256 === sha256;
        // Own bytes are what they are, whatever was announced before.
        if (known && isHere(known) && !known.damaged) {
          if (isSame && isComplete) putFile(tx, { ...known, atOffice: 1 });
          continue;
        }
        putFile(tx, {
          id,
          dossier,
          key,
          length,
          sha256,
          here: isSame ? known.here : 0,
          atOffice: isComplete ? 1 : 0,
          // What the organisation gives to everybody, and what letters are made on, is at hand everywhere, unless the adviser does not want it.
          pinned: known?.pinned ?? (dossier === ORGANISATION || dossier === options.own() ? 1 : 0),
          // Damaged here, and whole there: it is fetched again.
          wantedAt: known?.wantedAt ?? (known?.damaged === 1 && isComplete ? now() : null),
          leaving: 0,
          damaged: isComplete ? 0 : (known?.damaged ?? 0),
          usedAt: known?.usedAt ?? now(),
        });
      }
    });
    options.told(dossier);
    return ok(null);
  }

  const change = (file: StoredFile, what: Partial<StoredFile>): void =>
    db.transact((tx) => {
      const now = fileOf(tx, file.id);
      if (now) putFile(tx, { ...now, ...what });
    });

  /** A piece is as large as the line carries in some seconds. */
  async function timed<T>(work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const done = await work();
    const took = performance.now() - since;
    if (took < QUICK_MS) piece = Math.min(PIECE.most, piece * 2);
    else if (took > SLOW_MS) piece = Math.max(PIECE.least, piece / 2);
    return done;
  }

  async function sendPiece(line: Client, file: StoredFile): Promise<Moved> {
    const address = `/v1/documents/${file.id}`;
    let at = moving.get(file.id)?.bytes ?? -1;
    if (at < 0) {
      const { id, dossier, length, sha256, key } = file;
      const announced = await line.ask('/v1/documents', { id, dossier, length, sha256, key }, z.unknown());
      if (!announced.ok) return refused(file, announced.error);
      const offset = await line.uploadOffset(address);
      if (!offset.ok) return refused(file, offset.error);
      at = offset.value;
    }
    moving.set(file.id, { doing: 'sending', bytes: at });
    options.told(file.dossier);
    const read = (): Promise<Uint8Array | null> => files.read(file, at, Math.min(piece, file.length - at));
    let bytes = await read();
    if (bytes === null) {
      // Known, and not given its name yet: it was added this moment, or the laptop fell over just then.
      await files.settle(file);
      bytes = await read();
    }
    if (bytes === null) {
      change(file, { here: 0, damaged: 1 });
      return ok('skip');
    }
    const sent = await timed(() => line.upload(address, at, bytes));
    if (!sent.ok) {
      moving.delete(file.id);
      if (sent.error.type !== 'said' || sent.error.error !== 'Damaged') return refused(file, sent.error);
      // P20: it begins again. Twice is no accident of the line.
      const isFirst = !damagedOnce.has(file.id);
      damagedOnce.add(file.id);
      if (isFirst) return ok('more');
      if ((await files.sha256(file, 'whole')) !== file.sha256) change(file, { here: 0, damaged: 1 });
      return ok('skip');
    }
    count(bytes.length);
    moving.set(file.id, { doing: 'sending', bytes: sent.value });
    if (sent.value < file.length) return ok('more');
    // Looked at now: the dossier may have been let go while the last piece was on its way.
    if (fileOf(db, file.id)?.leaving) {
      // P12: handed in, and nothing of it stays. The row last, so that a kill in between leaves what is tidied up.
      await files.remove(file);
      db.transact((tx) => tx.run(`DELETE FROM "documentFile" WHERE "id" = ?`, file.id));
    } else change(file, { atOffice: 1 });
    return ok('done');
  }

  async function fetchPiece(line: Client, file: StoredFile): Promise<Moved> {
    if (!moving.has(file.id) && !(await files.fits(file.length - file.here))) {
      options.trouble(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
      return ok('skip');
    }
    moving.set(file.id, { doing: 'fetching', bytes: file.here });
    options.told(file.dossier);
    const to = Math.min(file.here + piece, file.length);
    const got = await timed(() => line.download(`/v1/documents/${file.id}`, file.here, to));
    if (!got.ok) return refused(file, got.error);
    const bytes = got.value;
    count(bytes.length);
    const here = await files.append(file, file.here, bytes);
    if (here < file.length) {
      change(file, { here });
      return ok('more');
    }
    if ((await files.sha256(file, 'half')) !== file.sha256) {
      change(file, { here: 0 });
      const isFirst = !damagedOnce.has(file.id);
      damagedOnce.add(file.id);
      if (!isFirst) change(file, { damaged: 1, wantedAt: null });
      return ok(isFirst ? 'more' : 'skip');
    }
    change(file, { here, damaged: 0, wantedAt: null, usedAt: now() });
    await files.settle(file);
    return ok('done');
  }

  /** What the office said no to is for later, unless the line itself is the trouble. */
  function refused(file: StoredFile, error: LineError): Moved {
    moving.delete(file.id);
    if (error.type !== 'said') return err(error);
    if (isNotThere(error)) {
      // Nothing that was ours waits there any more: the dossier was erased.
      if (file.leaving) db.transact((tx) => tx.run(`DELETE FROM "documentFile" WHERE "id" = ?`, file.id));
      // Not whole there any more: who has it hands it in again.
      else if (file.atOffice) change(file, { atOffice: 0 });
      return ok('skip');
    }
    return NOT_NOW.has(error.error) ? ok('skip') : err(error);
  }

  async function run(): Promise<void> {
    for (;;) {
      // Before each piece: a dossier may have gone while the one before came, and that piece is on the disk now.
      await documents.clearGone();
      const line = isStopped ? null : client;
      if (!line) return;
      const dossier = unknown();
      if (dossier) {
        const heard = await ask(line, dossier);
        if (!heard.ok) return;
        continue;
      }
      const what = next();
      if (!what) return;
      const { file, way } = what;
      for (const id of moving.keys()) if (id !== file.id) moving.delete(id);
      const done = await (way === 'sending' ? sendPiece(line, file) : fetchPiece(line, file));
      if (!done.ok || done.value !== 'more') moving.delete(file.id);
      if (done.ok && done.value === 'skip') skipped.add(file.id);
      options.told(file.dossier);
      // The line is gone: the next good round says when it is back.
      if (!done.ok) return;
    }
  }

  function wake(line: Client): void {
    client = line;
    skipped = new Set();
    damagedOnce = new Set();
    asked = new Set();
    if (running || isStopped) return;
    running = run()
      .catch((error: unknown) => {
        if (!isStopped) options.trouble(error);
      })
      .finally(() => {
        running = null;
        moving.clear();
      });
  }

  return {
    /** After a round that went well: the line is there, and what is granted is known. */
    wake,
    /** No more pieces until the next wake. */
    rest(): void {
      client = null;
    },
    /** Not before the next wake: the adviser said stop. */
    skip: (id: string): void => void skipped.add(id),
    moving: (): Moving => moving,
    /** Why nothing happens with a document of which something could. */
    why(file: StoredFile | null): Answer<'documents.list'>[number]['doing'] {
      if (file === null) return 'waitsForOffice';
      const sends = !isHere(file) ? false : file.atOffice === 0 && file.damaged === 0;
      const fetches = !isHere(file) && (file.wantedAt !== null || file.pinned === 1);
      if (!sends && !fetches) return !isHere(file) && file.atOffice === 0 && !file.damaged ? 'waitsForOffice' : null;
      if (fetches && file.atOffice === 0) return 'waitsForOffice';
      if (file.wantedAt === null && isOverLimit()) return 'waitsForDay';
      return 'waitsForLine';
    },
    settings(): Answer<'documents.settings'> {
      const { here, waiting } = documents.totals();
      return {
        dailyLimitMb: limit(),
        movedTodayMb: Math.round(movedToday() / MB),
        hereMb: Math.round(here / MB),
        waiting,
      };
    },
    setLimit(megabytes: number | null): void {
      db.transact((tx) => writeSetting(tx, LIMIT, megabytes));
    },
    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },
  };
}

const isNotThere = (error: LineError): boolean => error.type === 'said' && error.error === 'NotFound';

/** The day on the adviser's own calendar. */
function dayOf(now: number): string {
  const day = new Date(now);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}
