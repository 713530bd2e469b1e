/**
 * Where a photo was taken, as cameras write it into the file (Exif 2.32, section 4.6.6: the GPS IFD; XMP repeats it). Finds it, and gives the
 * same photo without it: everything else, the picture itself to the last bit, stays as it is. For JPEG, PNG and WebP; pure.
 */

/** The photo without the place, or null when no place is in it (or it is no photo that this knows). */
export function withoutPlace(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes);
    if (startsWith(bytes, 0, PNG)) return png(bytes);
    if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return webp(bytes);
  } catch (error) {
    // What points outside of itself says nothing that a viewer could read either.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const XMP = 'http://ns.adobe.com/xap/1.0/';
const EXIF = 'Exif\0\0';

function jpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let found = false;
  let from = 0;
  for (let at = 2; at + 4 <= copy.length && copy[at] === 0xff;) {
    const marker = copy[at + 1] ?? 0;
    // The picture itself begins (SOS), or there is none: nothing of the camera comes after.
    if (marker === 0xda || marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    if (length < 2) break;
    const end = at + 2 + length;
    if (marker === 0xe1) {
      if (ascii(copy, at + 4, EXIF.length) === EXIF) found = cleanTiff(copy, at + 4 + EXIF.length, end) || found;
      else if (ascii(copy, at + 4, XMP.length) === XMP && saysPlace(copy.subarray(at, end))) {
        kept.push(copy.subarray(from, at));
        from = end;
        found = true;
      }
    }
    at = end;
  }
  return found ? joined([...kept, copy.subarray(from)]) : null;
}

function png(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let found = false;
  let from = 0;
  for (let at = PNG.length; at + 12 <= copy.length;) {
    const length = view.getUint32(at);
    const type = ascii(copy, at + 4, 4);
    const end = at + 12 + length;
    if (end > copy.length) break;
    if (type === 'eXIf' && cleanTiff(copy, at + 8, end - 4)) {
      view.setUint32(end - 4, crc(copy.subarray(at + 4, end - 4)));
      found = true;
    } else if (type === 'iTXt' && saysPlace(copy.subarray(at + 8, end - 4))) {
      kept.push(copy.subarray(from, at));
      from = end;
      found = true;
    }
    at = end;
  }
  return found ? joined([...kept, copy.subarray(from)]) : null;
}

function webp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  let found = false;
  for (let at = 12; at + 8 <= copy.length;) {
    const type = ascii(copy, at, 4);
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    const end = Math.min(start + length, copy.length);
    if (type === 'EXIF') {
      const tiff = ascii(copy, start, EXIF.length) === EXIF ? start + EXIF.length : start;
      found = cleanTiff(copy, tiff, end) || found;
    } else if (type === 'XMP ' && saysPlace(copy.subarray(start, end))) {
      copy.fill(0x20, start, end);
      found = true;
    }
    at = start + length + (length % 2);
  }
  return found ? copy : null;
}

const GPS_POINTER = 0x8825;
const ENTRY = 12;
/** Bytes of one value, by its type (TIFF 6.0, section 2). */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** So many entries no camera writes. */
const MOST_ENTRIES = 1000;

/** Empties the GPS directory and takes out what leads to it. @returns whether there was one */
function cleanTiff(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return false;
  const little = order === 0x4949;
  const directory = view.getUint32(4, little);
  const count = view.getUint16(directory, little);
  if (count > MOST_ENTRIES) return false;
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY;
    if (view.getUint16(entry, little) !== GPS_POINTER) continue;
    emptyDirectory(bytes.subarray(start, end), view, view.getUint32(entry + 8, little), little);
    // The entries behind it, and where the next directory is, move up.
    const behind = directory + 2 + count * ENTRY + 4;
    bytes.copyWithin(start + entry, start + entry + ENTRY, Math.min(end, start + behind));
    view.setUint16(directory, count - 1, little);
    return true;
  }
  return false;
}

function emptyDirectory(tiff: Uint8Array, view: DataView, directory: number, little: boolean): void {
  const count = Math.min(view.getUint16(directory, little), MOST_ENTRIES);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY;
    const size = (SIZES[view.getUint16(entry + 2, little)] ?? 1) * view.getUint32(entry + 4, little);
    if (size > 4) {
      const at = view.getUint32(entry + 8, little);
      tiff.fill(0, at, at + size);
    }
    tiff.fill(0, entry, entry + ENTRY);
  }
  view.setUint16(directory, 0, little);
}

/** XMP writes `exif:GPSLatitude` and the like, as plain text. */
const saysPlace = (packet: Uint8Array): boolean => new TextDecoder('latin1').decode(packet).includes('GPS');

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const startsWith = (bytes: Uint8Array, at: number, sign: readonly number[]): boolean =>
  sign.every((byte, index) => bytes[at + index] === byte);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** CRC-32 of PNG (ISO/IEC 15948, annex D). */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
