/**
 * The sealed files of documents in the folder of a caseload: one for each, in a folder for its dossier, under the id of its row. Promises:
 * only sealed bytes are ever written here; a file has its name once all of it is on the disk, until then it ends in `.half`; what was made is
 * readable by its owner only. What a file is, and what opens it, stands in the database (caseload/documents.ts).
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createSealer, openSpan } from '../../core/sealing/sealing.ts';

export const DOCUMENTS_FOLDER = 'documents';
const HALF = '.half';
const OWNERS_ONLY = { folder: 0o700, file: 0o600 } as const;
/** Room that is left for the database itself. */
const ROOM = 64 * 1024 * 1024;

export type FileAt = { readonly dossier: string; readonly id: string };
/** What was sealed, as the database keeps it. */
export type SealedFile = FileAt & { readonly key: Uint8Array; readonly length: number };

/** A file in the making. Whoever began it ends it, in one of two ways. */
export type Making = {
  add(bytes: Uint8Array): Promise<void>;
  /** All of it is on the disk, still under its half name: `settle` follows once the database knows of it. */
  end(): Promise<{ readonly length: number; readonly sha256: string }>;
  abandon(): Promise<void>;
};

/** Plain bytes; 'absent' without the file, null when it is not what was sealed. */
type Opened = Buffer | 'absent' | null;
/** One file, being read. Whoever began it closes it; after that it may begin again. What it opens is good until it is asked again. */
export type Reading = {
  open(from: number, to: number): Promise<Opened>;
  close(): Promise<void>;
};

export type DocumentFiles = ReturnType<typeof createDocumentFiles>;

/** @param root where they are: `DOCUMENTS_FOLDER` beside the database, or a folder beside a backup */
export function createDocumentFiles(root: string) {
  const folderOf = (dossier: string): string => join(root, dossier);
  const pathOf = ({ dossier, id }: FileAt): string => join(folderOf(dossier), id);
  const halfOf = (at: FileAt): string => pathOf(at) + HALF;
  const makeFolder = (dossier: string) => mkdir(folderOf(dossier), { recursive: true, mode: OWNERS_ONLY.folder });

  /** Halves of this time: whoever sweeps up what another time left is not to take them. */
  const begun = new Set<string>();

  async function begin(at: FileAt, key: Uint8Array): Promise<Making> {
    begun.add(halfOf(at));
    await makeFolder(at.dossier);
    const file = await open(halfOf(at), 'w', OWNERS_ONLY.file);
    const sealer = createSealer(key, at.id);
    const hash = createHash('sha256');
    let length = 0;
    // One writing at a time, while the next bytes are sealed already; that it failed is said to whoever comes next.
    let writing: Promise<void> = Promise.resolve();
    const put = async (pieces: Buffer[]): Promise<void> => {
      for (const piece of pieces) {
        hash.update(piece);
        length += piece.length;
      }
      await writing;
      writing = writeEach(file, pieces);
      writing.catch(() => undefined);
    };
    return {
      add: (bytes) => put(sealer.add(bytes)),
      async end() {
        await put(sealer.end());
        await writing;
        await file.sync();
        await file.close();
        return { length, sha256: hash.digest('hex') };
      },
      async abandon() {
        await writing.catch(() => undefined);
        await file.close().catch(() => undefined);
        await rm(halfOf(at), { force: true });
        begun.delete(halfOf(at));
      },
    };
  }

  /** Whoever reads a file from one end to the other opens it once. Nothing is open before something is asked for. */
  function reader(file: SealedFile): Reading {
    let handle: FileHandle | null = null;
    // Sealed bytes only, and the same two all along: what comes next is read into the one while the other is opened.
    let [given, spare] = [new Uint8Array(), new Uint8Array()];
    let room = Buffer.alloc(0);
    let ahead: { readonly position: number; readonly length: number; readonly bytes: Promise<Uint8Array> } | null =
      null;
    let readTo = -1;
    const fetch = (source: FileHandle, position: number, length: number): Promise<Uint8Array> => {
      if (spare.length < length) spare = new Uint8Array(length);
      return readAll(source, position, spare.subarray(0, length));
    };
    async function read(source: FileHandle, position: number, length: number): Promise<Uint8Array> {
      const isNext = position === readTo;
      readTo = position + length;
      // One that is not what is asked for is waited for too: it writes into the same bytes.
      const early = await ahead?.bytes;
      const bytes =
        early && ahead?.position === position && ahead.length >= length
          ? early.subarray(0, length)
          : await fetch(source, position, length);
      ahead = null;
      [given, spare] = [spare, given];
      const next = Math.min(length, file.length - readTo);
      if (isNext && next > 0) {
        ahead = { position: readTo, length: next, bytes: fetch(source, readTo, next) };
        // Whoever asks for it hears of it.
        ahead.bytes.catch(() => undefined);
      }
      return bytes;
    }
    return {
      async open(from, to) {
        if (handle === null) {
          handle = await open(pathOf(file), 'r').catch(() => null);
          if (handle === null) return 'absent';
          if ((await handle.stat()).size !== file.length) return null;
        }
        const source = handle;
        const readSealed = (position: number, length: number) => read(source, position, length);
        // A new one for each stretch would have memory tidied up every few megabytes.
        if (room.length < to - from) room = Buffer.allocUnsafeSlow(to - from);
        return openSpan({ key: file.key, id: file.id, sealed: file.length, read: readSealed }, from, to, room);
      },
      async close() {
        const [source, early] = [handle, ahead];
        [handle, ahead, readTo] = [null, null, -1];
        await early?.bytes.catch(() => undefined);
        await source?.close();
      },
    };
  }

  const sizeAt = (path: string): Promise<number | null> =>
    stat(path).then(
      ({ size }) => size,
      () => null,
    );

  return {
    begin,

    /** From its half name to its own. Done before, it stays done. */
    async settle(at: FileAt): Promise<void> {
      begun.delete(halfOf(at));
      if ((await sizeAt(halfOf(at))) === null) return;
      // Who reads it may want so at the moment when who fetched it does.
      await rename(halfOf(at), pathOf(at)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await syncFolder(folderOf(at.dossier));
    },

    /** Sealed bytes that are here: whole, or as far as they came. */
    async sizes(at: FileAt): Promise<{ readonly whole: number | null; readonly half: number | null }> {
      // In this order: one that gets its name in between is seen twice, and not never.
      const half = await sizeAt(halfOf(at));
      return { whole: await sizeAt(pathOf(at)), half };
    },

    reader,

    /** Sealed bytes as they are, for the way to the office; null when they are not there. */
    async read(at: FileAt, position: number, length: number): Promise<Uint8Array | null> {
      const handle = await open(pathOf(at), 'r').catch(() => null);
      if (!handle) return null;
      try {
        const bytes = await readAll(handle, position, new Uint8Array(length));
        return bytes.length === length ? bytes : null;
      } finally {
        await handle.close();
      }
    },

    /** Sealed bytes from the office, after those that came before. @returns how many there are now */
    async append(at: FileAt, position: number, bytes: Uint8Array): Promise<number> {
      await makeFolder(at.dossier);
      const handle = await open(halfOf(at), position === 0 ? 'w' : 'r+', OWNERS_ONLY.file);
      try {
        // What a kill left behind the place that was written down is written anew.
        await handle.truncate(position);
        await writeAll(handle, bytes, position);
        await handle.sync();
        return position + bytes.length;
      } finally {
        await handle.close();
      }
    },

    /** @param which whole, or the half that came so far */
    async sha256(at: FileAt, which: 'whole' | 'half'): Promise<string | null> {
      const handle = await open(which === 'whole' ? pathOf(at) : halfOf(at), 'r').catch(() => null);
      if (!handle) return null;
      const hash = createHash('sha256');
      for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
      return hash.digest('hex');
    },

    async remove(at: FileAt): Promise<void> {
      await rm(pathOf(at), { force: true });
      await rm(halfOf(at), { force: true });
    },

    /** @param keep ids of files that stay a while: they are being handed in */
    async removeDossier(dossier: string, keep: ReadonlySet<string>): Promise<void> {
      if (keep.size === 0) return rm(folderOf(dossier), { recursive: true, force: true });
      for (const name of await readdir(folderOf(dossier)).catch(() => []))
        if (!keep.has(name.replace(HALF, ''))) await rm(join(folderOf(dossier), name), { force: true });
    },

    /** Whole files of a dossier that has another id now. Done before, there is nothing to do. */
    async moveDossier(was: string, is: string): Promise<void> {
      const names = await readdir(folderOf(was)).catch(() => []);
      if (names.length === 0) return;
      await makeFolder(is);
      for (const name of names) await rename(join(folderOf(was), name), join(folderOf(is), name));
      await syncFolder(folderOf(is));
      await rm(folderOf(was), { recursive: true, force: true });
    },

    /** What was begun and never ended: without its key, which was only in memory, it is noise. @param known halves that a transfer goes on with */
    async sweep(known: (at: FileAt) => boolean): Promise<void> {
      for (const dossier of await readdir(root).catch(() => []))
        for (const name of await readdir(folderOf(dossier)).catch(() => [])) {
          const at = { dossier, id: name.slice(0, -HALF.length) };
          if (name.endsWith(HALF) && !known(at) && !begun.has(halfOf(at))) await rm(halfOf(at), { force: true });
        }
    },

    /** A whole file that somebody else puts under its half name. */
    async place(at: FileAt, put: (half: string) => Promise<void>): Promise<void> {
      await makeFolder(at.dossier);
      await put(halfOf(at));
      await rename(halfOf(at), pathOf(at));
    },

    /** Whether so many bytes fit on this disk, with room left for work. Where the system does not say, the writing will. */
    async fits(bytes: number): Promise<boolean> {
      await mkdir(root, { recursive: true, mode: OWNERS_ONLY.folder });
      const disk = await statfs(root).catch(() => null);
      return disk === null || disk.bavail * disk.bsize > bytes + ROOM;
    },

    pathOf,
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position?: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const at = position === undefined ? null : position + done;
    done += (await file.write(bytes, done, bytes.length - done, at)).bytesWritten;
  }
}

/** In one call to the system; what it does not take at once follows by itself. */
async function writeEach(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  if (pieces.length === 0) return;
  let { bytesWritten: taken } = await file.writev(pieces);
  for (const piece of pieces) {
    if (taken < piece.length) await writeAll(file, piece.subarray(taken));
    taken = Math.max(0, taken - piece.length);
  }
}

/** @returns what of `bytes` was filled */
async function readAll(file: FileHandle, position: number, bytes: Uint8Array): Promise<Uint8Array> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** A renamed file is surely there only when its folder is written as well. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  // Windows has no such thing.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
