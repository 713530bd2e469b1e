/**
 * From bytes to text. UTF-8 and UTF-16 with or without a mark; Windows-1252 only where a format allows it (CSV from an
 * older Excel, XML that declares it), since any bytes at all are valid Windows-1252.
 */
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { Refusal } from './intake.ts';
import { placeOf } from './place-in-text.ts';

type Refused = Result<string, Refusal>;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

const refuse = (type: Refusal['type'], reason: Refusal['reason'], place = ''): Refused => err({ type, place, reason });

export function decodeText(bytes: Uint8Array): Refused {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return utf8(bytes.subarray(3));
  if (startsWith(bytes, 0xff, 0xfe)) return utf16(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return utf16(bytes.subarray(2), 'utf-16be');
  const binary = knownBinary(bytes);
  if (binary) return refuse('UnknownFormat', binary);
  // Without a mark, UTF-16 shows itself by a zero in every other byte of its first (western) characters.
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0) return utf16(bytes, 'utf-16be');
  if (bytes.includes(0)) return refuse('UnknownFormat', 'binary');
  return utf8(bytes);
}

function knownBinary(bytes: Uint8Array): 'pdf' | 'zipOrOffice' | 'picture' | null {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'zipOrOffice';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return 'picture';
  return null;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Refused {
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return refuse('WrongEncoding', 'notThisEncoding');
  }
}

function utf8(bytes: Uint8Array): Refused {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return mayBeWindows1252(bytes)
      ? ok(new TextDecoder('windows-1252').decode(bytes))
      : refuse('WrongEncoding', 'notThisEncoding', firstInvalid(bytes));
  }
}

/** JSON is never anything but Unicode; XML says so when it is not; what remains is a table. */
function mayBeWindows1252(bytes: Uint8Array): boolean {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 400)).trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return false;
  if (head.startsWith('<')) return /^<\?xml[^>]*encoding=["'](?:windows-1252|iso-8859-1|iso-8859-15)["']/i.test(head);
  return true;
}

function firstInvalid(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const at = lenient.indexOf('\ufffd');
  return at < 0 ? '' : placeOf(lenient, at);
}
