/**
 * The logo of the demo organisation, drawn here pixel by pixel and written as a PNG with sixteen colours: a heron's wing
 * over three lines of water.
 *
 * The image data are stored, not compressed: compressors differ between machines, and a seed must give the same bytes
 * everywhere. Eight kilobytes is little enough.
 */
import { crc32 } from 'node:zlib';

const WIDTH = 160;
const HEIGHT = 96;
/** Samples a pixel in each direction, for smooth edges. */
const SAMPLES = 4;
const PETROL = [0x0e, 0x4f, 0x5c];
const WHITE = [0xff, 0xff, 0xff];
/** The shades between paper and ink; four bits a pixel. */
const SHADES = 16;

export function drawLogo(): string {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH / 2));
  for (let y = 0; y < HEIGHT; y++) {
    // The first byte of each line is its filter: 0, none.
    const line = y * (1 + WIDTH / 2) + 1;
    for (let x = 0; x < WIDTH; x += 2) rows[line + x / 2] = (shade(x, y) << 4) | shade(x + 1, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Four bits a pixel, colour type 3: a palette.
  header.set([4, 3, 0, 0, 0], 8);
  const palette = Buffer.from(
    Array.from({ length: SHADES }, (_, step) =>
      WHITE.map((from, index) => Math.round(from + (((PETROL[index] ?? 0) - from) * step) / (SHADES - 1))),
    ).flat(),
  );
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', stored(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}

/** How much of a pixel is ink, from 0 to 15. */
function shade(x: number, y: number): number {
  let inked = 0;
  for (let sub = 0; sub < SAMPLES * SAMPLES; sub++) {
    const dx = ((sub % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.trunc(sub / SAMPLES) + 0.5) / SAMPLES;
    if (isInk(x + dx, y + dy)) inked += 1;
  }
  return Math.round((inked * (SHADES - 1)) / (SAMPLES * SAMPLES));
}

/** Between two circles that touch lies the wing; three slow waves lie below it. Only + and ×, so no machine differs. */
function isInk(x: number, y: number): boolean {
  const inCircle = (cx: number, cy: number, radius: number) => (x - cx) ** 2 + (y - cy) ** 2 < radius ** 2;
  if (inCircle(92, 58, 54) && !inCircle(106, 74, 58) && y < 60) return true;
  for (const [top, left, right] of [
    [66, 14, 146],
    [76, 30, 130],
    [86, 50, 110],
  ] as const) {
    // A wave as a row of parabolas, 22 wide, turned over in turn.
    const step = Math.floor(x / 22);
    const across = x / 22 - step;
    const middle = top + (step % 2 === 0 ? 1 : -1) * 8 * across * (1 - across);
    if (x > left && x < right && Math.abs(y - middle) < 2.2) return true;
  }
  return false;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(typed.length + 8);
  out.writeUInt32BE(data.length, 0);
  typed.copy(out, 4);
  out.writeUInt32BE(crc32(typed), typed.length + 4);
  return out;
}

/** A zlib stream (RFC 1950) of one stored block (RFC 1951 §3.2.4), which holds at most 65,535 bytes. */
function stored(data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 11);
  // Last block, stored; its length and the complement of its length, least byte first.
  out.set([0x78, 0x01, 0x01]);
  out.writeUInt16LE(data.length, 3);
  out.writeUInt16LE(~data.length & 0xffff, 5);
  data.copy(out, 7);
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  out.writeUInt32BE(((high << 16) | low) >>> 0, data.length + 7);
  return out;
}
