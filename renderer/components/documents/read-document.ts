/** Bytes of a document for the window, in pieces that a message can carry. */
import { FILE_PIECE } from '../../../core/contract/file-piece.ts';
import type { Api, Failure } from '../../api/bridge.ts';

/** Ends with why it could not be read. */
export class NotRead extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super('a document could not be read');
    this.failure = failure;
  }
}

/**
 * The bytes from `from` up to `to`, or up to where the document ends.
 *
 * @param told hears after each piece how many there are
 */
export async function readDocument(
  api: Api,
  row: string,
  { from = 0, to, told, isGone }: { from?: number; to: number; told?: (bytes: number) => void; isGone?: () => boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = from;
  do {
    const answer = await api.ask('documents.read', {
      row,
      offset: at,
      length: Math.max(1, Math.min(FILE_PIECE, to - at)),
    });
    if (isGone?.()) throw new NotRead({ type: 'Cancelled' });
    if (!answer.ok) throw new NotRead(answer.error);
    const part = new Uint8Array(answer.value.bytes);
    if (part.length === 0) break;
    parts.push(part);
    at += part.length;
    told?.(at - from);
  } while (at < to);
  const whole = new Uint8Array(at - from);
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}
