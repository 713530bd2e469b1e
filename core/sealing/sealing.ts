/**
 * How a document is encrypted: STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015), as age and Tink use it, over AES-256-GCM of node:crypto. Pieces of 64 KiB, each with a tag of its own; the nonce
 * is the number of the piece and whether it is the last. Promises: whatever is changed, cut off, added, moved within a file or taken from
 * another one does not open; any span opens by itself, without what stands before it; sealing and opening hold one piece in memory.
 *
 * A sealed file is a head of 8 bytes and then the pieces, the last of which may be shorter; an empty document has one empty piece.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const PIECE = 64 * 1024;
const TAG = 16;
const SEALED_PIECE = PIECE + TAG;
/** What it is, and the version of how it is sealed. */
const HEAD = Buffer.from('JobDoc\0\x01', 'latin1');

/** Of one document, and of no other. */
export const newDocumentKey = (): Uint8Array => new Uint8Array(randomBytes(32));

const piecesOf = (plain: number): number => Math.max(1, Math.ceil(plain / PIECE));
/** @param plain bytes of the document */
export const sealedLength = (plain: number): number => HEAD.length + plain + piecesOf(plain) * TAG;
/** @returns null for a length that nothing sealed has */
export function plainLength(sealed: number): number | null {
  const pieces = Math.max(1, Math.ceil((sealed - HEAD.length) / SEALED_PIECE));
  const plain = sealed - HEAD.length - pieces * TAG;
  return plain >= 0 && sealedLength(plain) === sealed ? plain : null;
}

function nonce(piece: number, isLast: boolean): Buffer {
  const made = Buffer.alloc(12);
  made.writeUIntBE(piece, 5, 6);
  made[11] = isLast ? 1 : 0;
  return made;
}

/** The head and whose bytes these are: a file that is put in another's place does not open. */
const context = (id: string): Buffer => Buffer.concat([HEAD, Buffer.from(id)]);

function sealPiece(
  { key, about }: { readonly key: Uint8Array; readonly about: Buffer },
  plain: Uint8Array,
  piece: number,
  isLast: boolean,
): readonly [sealed: Buffer, tag: Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(piece, isLast));
  cipher.setAAD(about);
  // In parts, as they came: putting them together would copy every byte. What `final` gives of this cipher is empty.
  const sealed = cipher.update(plain);
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

/** Where the sealed bytes of the plain ones from `at` begin; `at` is where a piece begins. */
export const sealedOffset = (at: number): number => (at === 0 ? 0 : HEAD.length + (at / PIECE) * SEALED_PIECE);
/** The other way: null where no stretch begins. */
export function plainOffset(sealed: number): number | null {
  if (sealed === 0) return 0;
  const pieces = (sealed - HEAD.length) / SEALED_PIECE;
  return Number.isInteger(pieces) && pieces > 0 ? pieces * PIECE : null;
}

/**
 * A stretch of a document, by itself: whoever seals a long file in several goes needs to remember nothing in between.
 *
 * @param total plain bytes of the whole document
 * @param at where a piece begins
 * @param bytes whole pieces, or up to the end of the document
 */
export function sealSpan(
  of: { readonly key: Uint8Array; readonly id: string; readonly total: number },
  at: number,
  bytes: Uint8Array,
): Buffer {
  const isEnd = at + bytes.length === of.total;
  if (at % PIECE !== 0 || (!isEnd && bytes.length % PIECE !== 0) || at + bytes.length > of.total)
    throw new RangeError('not a stretch of whole pieces');
  const sealing = { key: of.key, about: context(of.id) };
  const out: Buffer[] = at === 0 ? [HEAD] : [];
  const pieces = isEnd ? piecesOf(of.total) - at / PIECE : bytes.length / PIECE;
  for (let piece = 0; piece < pieces; piece++) {
    const plain = bytes.subarray(piece * PIECE, (piece + 1) * PIECE);
    out.push(...sealPiece(sealing, plain, at / PIECE + piece, isEnd && piece === pieces - 1));
  }
  return Buffer.concat(out);
}

export type Sealer = {
  /** @returns what can be written now; the last piece waits for `end` */
  add(bytes: Uint8Array): Buffer[];
  end(): Buffer[];
};

export function createSealer(key: Uint8Array, id: string): Sealer {
  const sealing = { key, about: context(id) };
  const held = Buffer.alloc(PIECE);
  let piece = 0;
  let holds = 0;
  const seal = (plain: Uint8Array, isLast: boolean): readonly Buffer[] => {
    const head = piece === 0 ? [HEAD] : [];
    return [...head, ...sealPiece(sealing, plain, piece++, isLast)];
  };
  return {
    add(bytes) {
      const out: Buffer[] = [];
      let at = 0;
      const hold = (): void => {
        const taken = bytes.subarray(at, at + PIECE - holds);
        held.set(taken, holds);
        holds += taken.length;
        at += taken.length;
      };
      if (holds > 0) hold();
      // One whole piece stays behind: it may turn out to be the last.
      if (holds === PIECE && at < bytes.length) {
        out.push(...seal(held, false));
        holds = 0;
      }
      for (; bytes.length - at > PIECE; at += PIECE) out.push(...seal(bytes.subarray(at, at + PIECE), false));
      hold();
      return out;
    },
    end() {
      const last = seal(held.subarray(0, holds), true);
      held.fill(0);
      return [...last];
    },
  };
}

/** Gives exactly these bytes of the sealed file, or fewer where it ends; they are good until it is asked again. */
export type ReadSealed = (position: number, length: number) => Promise<Uint8Array>;

/**
 * The bytes from `from` up to `to` of a document, or null when what is there is not what was sealed.
 *
 * @param sealed length of the whole sealed file
 * @param room what is opened stands in it, at its beginning; who opens stretch after stretch gives the same again
 */
export async function openSpan(
  of: { readonly key: Uint8Array; readonly id: string; readonly sealed: number; readonly read: ReadSealed },
  from: number,
  to: number,
  room: Buffer = Buffer.allocUnsafeSlow(Math.max(0, to - from)),
): Promise<Buffer | null> {
  const plain = plainLength(of.sealed);
  if (plain === null || from < 0 || to > plain || from > to) return null;
  const pieces = piecesOf(plain);
  const first = Math.min(Math.floor(from / PIECE), pieces - 1);
  const last = Math.max(first, Math.min(Math.ceil(to / PIECE), pieces) - 1);
  const start = HEAD.length + first * SEALED_PIECE;
  const end = Math.min(of.sealed, HEAD.length + (last + 1) * SEALED_PIECE);
  // The head stands before the first piece, and belongs to what is read with it; in the others it is bound by the context.
  const before = first === 0 ? HEAD.length : 0;
  const got = await of.read(start - before, end - start + before);
  if (got.length !== end - start + before || !HEAD.subarray(0, before).equals(got.subarray(0, before))) return null;
  const bytes = got.subarray(before);
  const about = context(of.id);
  const out = room.subarray(0, to - from);
  for (let piece = first; piece <= last; piece++) {
    const at = (piece - first) * SEALED_PIECE;
    const sealed = bytes.subarray(at, Math.min(at + SEALED_PIECE, bytes.length));
    const opening = createDecipheriv('aes-256-gcm', of.key, nonce(piece, piece === pieces - 1));
    opening.setAAD(about);
    opening.setAuthTag(sealed.subarray(-TAG));
    try {
      const plain = opening.update(sealed.subarray(0, -TAG));
      // Throws where it is not what was sealed, before any of it is given.
      opening.final();
      const begins = piece * PIECE;
      out.set(plain.subarray(Math.max(0, from - begins), Math.max(0, to - begins)), Math.max(0, begins - from));
    } catch {
      out.fill(0);
      return null;
    }
  }
  return out;
}
