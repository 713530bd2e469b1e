// Sound and film on their way to the window: a stretch at a time, decrypted when the window asks for it, so that a film of 1 GB never
// stands in memory and any place in it is there at once. Owns which address means which document and how a stretch is asked for (RFC 9110,
// section 14); knows nothing of Electron, so the preview and the window tests hear exactly the same. Whether somebody may read it is for
// the caseload to say, as with every reading.

import type { Answer, Ask } from '../../core/contract/contract.ts';
import { FILE_PIECE } from '../../core/contract/file-piece.ts';
import { windowHeaders } from './content-policy.ts';

export type MediaAnswer = {
  readonly status: 206 | 404 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};
type Asked = (channel: 'documents.read', input: Ask<'documents.read'>) => Promise<{ ok: boolean; value?: unknown }>;

const EMPTY = new Uint8Array();
const absent: MediaAnswer = { status: 404, headers: windowHeaders, body: EMPTY };

/** The document that an address of the window means, or null when it means a file of the window itself. */
export const mediaRow = (pathname: string): string | null =>
  /^\/media\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(pathname)?.[1] ?? null;

/** @param range what the window's player asks for: `bytes=1048576-`. A shorter stretch than asked is an answer; it asks on. */
export async function mediaAnswer(ask: Asked, row: string, range: string | null): Promise<MediaAnswer> {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(range ?? '') ?? [];
  if (first === undefined) return { ...absent, status: 416 };
  const from = Number(first);
  const wanted = last === undefined ? FILE_PIECE : Number(last) - from + 1;
  if (wanted < 1) return { ...absent, status: 416 };
  const answer = await ask('documents.read', { row, offset: from, length: Math.min(wanted, FILE_PIECE) });
  if (!answer.ok) return absent;
  const { bytes, total, mediaType } = answer.value as Answer<'documents.read'>;
  // Only what can be nothing but played: a page under this address would be a page of the window.
  if (mediaType === null || !/^(?:audio|video)\//.test(mediaType)) return absent;
  if (bytes.length === 0)
    return { status: 416, headers: { ...windowHeaders, 'Content-Range': `bytes */${total}` }, body: EMPTY };
  return {
    status: 206,
    headers: {
      ...windowHeaders,
      'Content-Type': mediaType,
      'Accept-Ranges': 'bytes',
      'Content-Length': String(bytes.length),
      'Content-Range': `bytes ${from}-${from + bytes.length - 1}/${total}`,
    },
    body: new Uint8Array(bytes),
  };
}
