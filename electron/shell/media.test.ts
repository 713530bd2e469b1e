import { describe, expect, it } from 'vitest';
import { FILE_PIECE } from '../../core/contract/file-piece.ts';
import { mediaAnswer, mediaRow } from './media.ts';

const ROW = '01980000-0000-7000-8000-00000000000a';
const film = (mediaType: string | null, total = 5 * FILE_PIECE) => {
  const asked: { offset: number; length: number }[] = [];
  const ask = (_channel: string, { offset, length }: { offset: number; length: number }) => {
    asked.push({ offset, length });
    const bytes = new Uint8Array(Math.max(0, Math.min(length, total - offset)));
    return Promise.resolve({ ok: true, value: { bytes, total, mediaType } });
  };
  return { ask, asked };
};

describe('a film on its way to the window', () => {
  it('has an address of its own, and no other address is one', () => {
    expect(mediaRow(`/media/${ROW}`)).toBe(ROW);
    for (const path of ['/media/', `/media/${ROW}/x`, `/media/${ROW.toUpperCase()}`, '/assets/x.js', '/media/../x'])
      expect(mediaRow(path)).toBeNull();
  });

  it('comes a stretch at a time, from any place, and never more than a piece', async () => {
    const { ask, asked } = film('video/mp4');
    expect(await mediaAnswer(ask, ROW, 'bytes=0-')).toMatchObject({
      status: 206,
      headers: { 'Content-Range': `bytes 0-${FILE_PIECE - 1}/${5 * FILE_PIECE}`, 'Cache-Control': 'no-store' },
    });
    expect(await mediaAnswer(ask, ROW, 'bytes=5000000-5000099')).toMatchObject({
      headers: { 'Content-Length': '100', 'Content-Type': 'video/mp4' },
    });
    expect(asked).toEqual([
      { offset: 0, length: FILE_PIECE },
      { offset: 5_000_000, length: 100 },
    ]);
  });

  it('is refused where nothing is asked for that there is', async () => {
    const { ask } = film('video/mp4', 100);
    for (const range of [null, '', 'bytes=-5', 'bytes=9-2', 'bytes=a-', 'lines=1-2', 'bytes=200-'])
      expect([range, (await mediaAnswer(ask, ROW, range)).status]).toEqual([range, 416]);
    const refused = () => Promise.resolve({ ok: false });
    expect((await mediaAnswer(refused, ROW, 'bytes=0-')).status).toBe(404);
  });

  it('is nothing but sound and film: a page or a program never comes this way', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/pdf', 'text/javascript', null])
      expect([type, (await mediaAnswer(film(type).ask, ROW, 'bytes=0-')).status]).toEqual([type, 404]);
  });
});
