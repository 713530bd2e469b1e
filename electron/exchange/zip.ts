/**
 * Zip files, through zip.js: writing one that is locked with a password (WinZip's AES-256, AE-2), and reading one back with bounds, so that a
 * file that swells without end is refused before it fills the memory. Names in a zip are visible without its password: whoever writes
 * one chooses names that say nothing.
 */
import {
  configure,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  Reader,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
  type Entry,
  type FileEntry,
} from '@zip.js/zip.js/index-native.js';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/domain/result.ts';

// In this thread: it is a worker already, and has no files to start others from.
configure({ useWebWorkers: false });

const AES_256 = 3;

export type ZipPart = {
  readonly name: string;
  /** Smaller by deflating; not for what is compressed already (pictures, films, PDF). */
  readonly deflate: boolean;
  readonly bytes: Uint8Array | AsyncIterator<Uint8Array>;
};

/** @param put takes the bytes in their order */
export async function writeZip(
  parts: AsyncIterable<ZipPart>,
  { password, at, put }: { password: string | null; at: Date; put: (bytes: Uint8Array) => Promise<void> },
): Promise<void> {
  const writer = new ZipWriter(new WritableStream<Uint8Array>({ write: put }), {
    ...(password === null ? {} : { password, encryptionStrength: AES_256 as 3 }),
    lastModDate: at,
    // Nothing about the computer that it was made on.
    extendedTimestamp: false,
  });
  for await (const { name, deflate, bytes } of parts)
    await writer.add(name, bytes instanceof Uint8Array ? new Uint8ArrayReader(bytes) : streamOf(bytes), {
      level: deflate ? 6 : 0,
    });
  await writer.close();
}

const streamOf = (pieces: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });

/** A file on the disk, read where it is needed. */
class HandleReader extends Reader<FileHandle> {
  readonly #handle: FileHandle;
  constructor(handle: FileHandle, size: number) {
    super(handle);
    this.#handle = handle;
    this.size = size;
  }
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#handle.read(bytes, 0, length, index);
    return bytes.subarray(0, bytesRead);
  }
}

export type ReadPart = { readonly name: string; readonly sha256: string; readonly bytes: Uint8Array | null };

/**
 * Each part, opened with the password and held against its own authentication code; without a password against its checksum.
 *
 * @param keep whose bytes are given back; of the others only what they hash to
 * @throws when it is no zip, the password is another, or a part is not what was put in
 */
export async function* readZipFile(
  handle: FileHandle,
  size: number,
  password: string | null,
  keep: (name: string) => boolean,
  looked: (bytes: number) => void,
): AsyncGenerator<ReadPart> {
  const zip = new ZipReader(new HandleReader(handle, size), {
    ...(password === null ? {} : { password }),
    checkSignature: true,
  });
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (!isFile(entry)) throw new Error('a part that is no file');
      if (entry.encrypted !== (password !== null)) throw new Error('a part without a lock, or with one');
      const hash = createHash('sha256');
      const kept: Uint8Array[] = [];
      const taken = new WritableStream<Uint8Array>({
        write(bytes) {
          looked(bytes.length);
          hash.update(bytes);
          if (keep(entry.filename)) kept.push(bytes.slice());
        },
      });
      await entry.getData(taken);
      yield {
        name: entry.filename,
        sha256: hash.digest('hex'),
        bytes: keep(entry.filename) ? Buffer.concat(kept) : null,
      };
    }
  } finally {
    await zip.close();
  }
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/** Parts, and bytes that all of them may unpack to. */
export type ZipBounds = { readonly parts: number; readonly bytes: number };

/** Why nothing is read of a zip: it is damaged, has a lock, has too many parts, or is more than it says or than the bounds allow. */
export type ZipRefusal = { readonly type: 'brokenZip' | 'lockedZip' | 'tooLarge' | 'swollenZip' };

export type ZipEntry = {
  readonly name: string;
  /** What it says that it unpacks to; it never unpacks to more. */
  readonly bytes: number;
  readonly read: () => Promise<Result<Buffer, ZipRefusal>>;
};

/** What is in it, of which each part is unpacked when it is read, and held against its checksum. */
export async function openZip(bytes: Uint8Array, bounds: ZipBounds): Promise<Result<readonly ZipEntry[], ZipRefusal>> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes), { checkSignature: true });
  const entries: ZipEntry[] = [];
  let left = bounds.bytes;
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (!isFile(entry)) continue;
      if (entry.encrypted) return err({ type: 'lockedZip' });
      if (entries.length >= bounds.parts) return err({ type: 'tooLarge' });
      left -= entry.uncompressedSize;
      if (left < 0) return err({ type: 'swollenZip' });
      entries.push({ name: entry.filename, bytes: entry.uncompressedSize, read: () => contentOf(entry) });
    }
    return ok(entries);
  } catch {
    return err({ type: 'brokenZip' });
  }
}

/** zip.js stops at the size that the entry says. */
async function contentOf(entry: FileEntry): Promise<Result<Buffer, ZipRefusal>> {
  try {
    const { buffer, byteOffset, length } = await entry.getData(new Uint8ArrayWriter());
    return ok(Buffer.from(buffer, byteOffset, length));
  } catch (error) {
    const isSwollen = error instanceof Error && error.message === ERR_INVALID_UNCOMPRESSED_SIZE;
    return err({ type: isSwollen ? 'swollenZip' : 'brokenZip' });
  }
}

/** All parts of a small zip (a Word document), by name. Refused too with a name that leads out of it, or the same name twice. */
export async function readParts(
  bytes: Uint8Array,
  bounds: ZipBounds,
): Promise<Result<ReadonlyMap<string, Uint8Array>, ZipRefusal>> {
  const opened = await openZip(bytes, bounds);
  if (!opened.ok) return opened;
  const parts = new Map<string, Uint8Array>();
  for (const { name, read } of opened.value) {
    if (parts.has(name) || /(^|\/)\.\.?(\/|$)|^\/|\\|\0/.test(name)) return err({ type: 'brokenZip' });
    const content = await read();
    if (!content.ok) return content;
    parts.set(name, content.value);
  }
  return ok(parts);
}

/** Null where it is refused, for whoever has one answer to all of that. */
export async function readZip(bytes: Uint8Array, bounds: ZipBounds): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const read = await readParts(bytes, bounds);
  return read.ok ? read.value : null;
}

/** A small zip in memory, with sizes before each part as Word writes it: some readers of Word files want them there. */
export async function packZip(
  parts: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  at: Date,
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    lastModDate: at,
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  for (const { name, bytes } of parts)
    await writer.add(name, new Uint8ArrayReader(bytes), { level: /\.(?:png|jpe?g|gif)$/i.test(name) ? 0 : 6 });
  return writer.close();
}
