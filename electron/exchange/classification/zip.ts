/**
 * A zip as it is downloaded: what is in it, and its bytes. Reads the directory at its end and nothing that the directory does not name.
 * Promises: a zip that swells beyond what it says, or beyond what fits, is refused before it fills the memory; every entry is held against
 * its checksum; the inflating goes beside this thread.
 *
 * PKWARE APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 end of central directory.
 */
import { crc32, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { FileRefusal } from '../../../core/classification/packs.ts';

const inflate = promisify(inflateRaw);

/** ESCO with all its relations is 45 MB; ten times that fits. */
const MOST_BYTES = 450 * 2 ** 20;
const MOST_ENTRIES = 2_000;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 0x0001;
const UTF8_NAME = 0x0800;

export type ZipEntry = { readonly name: string; readonly bytes: number; read(): Promise<Result<Buffer, FileRefusal>> };

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

export function openZip(bytes: Buffer): Result<readonly ZipEntry[], FileRefusal> {
  try {
    return listed(bytes);
  } catch {
    // A number that points beyond the end: something is missing.
    return err({ type: 'brokenZip' });
  }
}

function listed(bytes: Buffer): Result<readonly ZipEntry[], FileRefusal> {
  const end = endOf(bytes);
  if (end === null) return err({ type: 'brokenZip' });
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // 0xffff and 0xffffffff say that the true numbers are in a zip64 record: no list is that large.
  if (count > MOST_ENTRIES || at === 0xffffffff) return err({ type: 'tooLarge' });
  const entries: ZipEntry[] = [];
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) return err({ type: 'brokenZip' });
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const checksum = bytes.readUInt32LE(at + 16);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString((flags & UTF8_NAME) === 0 ? 'latin1' : 'utf8');
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if ((flags & ENCRYPTED) !== 0) return err({ type: 'lockedZip' });
    total += size;
    if (total > MOST_BYTES) return err({ type: 'swollenZip' });
    if (name.endsWith('/')) continue;
    entries.push({ name, bytes: size, read: () => contentOf(bytes, { local, method, packed, size, checksum }) });
  }
  return ok(entries);
}

/** The last record, before a comment of any length. */
function endOf(bytes: Buffer): number | null {
  for (let at = bytes.length - END_LENGTH; at >= Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT); at--)
    if (bytes.readUInt32LE(at) === END && at + END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  return null;
}

async function contentOf(
  bytes: Buffer,
  of: { local: number; method: number; packed: number; size: number; checksum: number },
): Promise<Result<Buffer, FileRefusal>> {
  try {
    if (bytes.readUInt32LE(of.local) !== LOCAL) return err({ type: 'brokenZip' });
    const from = of.local + 30 + bytes.readUInt16LE(of.local + 26) + bytes.readUInt16LE(of.local + 28);
    const packed = bytes.subarray(from, from + of.packed);
    if (packed.length !== of.packed || (of.method !== 0 && of.method !== 8)) return err({ type: 'brokenZip' });
    // One more than it says: what is larger than that stops there.
    const content = of.method === 0 ? packed : await inflate(packed, { maxOutputLength: of.size + 1 });
    return content.length === of.size && crc32(content) === of.checksum ? ok(content) : err({ type: 'brokenZip' });
  } catch (error) {
    return err({ type: (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'swollenZip' : 'brokenZip' });
  }
}
