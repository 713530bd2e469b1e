// Makes a picture of a screen small: at most 256 colours, looked up instead of spelled out. A screen has few colours and
// many shades of letter edges; the nearest of the most used ones is not seen. Anything it does not expect stays as it was.

import { deflateSync, inflateSync, crc32 } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `png` is 8 bits a colour without interlacing, as Chromium makes it. */
export function smallPng(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header[8] !== 8 || (header[9] !== 2 && header[9] !== 6) || header[12] !== 0) return png;
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const colours = coloursOf(unfiltered(inflateSync(packed), width, height, channels), channels);
  const palette = paletteFor(colours);
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colours[y * width + x] ?? 0;
      let index = nearest.get(colour);
      if (index === undefined) nearest.set(colour, (index = nearestIn(palette, colour)));
      // A byte in front of each row says how it was filtered: not at all.
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const smallHeader = Buffer.from(header);
  smallHeader[9] = 3;
  const small = Buffer.concat([
    signature,
    chunk('IHDR', smallHeader),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return small.length < png.length ? small : png;
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const found = [];
  for (let at = signature.length; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    found.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Undoes the filter of each row (PNG, 9.2): every byte was written as a difference from its neighbours. */
function unfiltered(data: Buffer, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const at = y * stride + i;
      const left = i >= channels ? (out[at - channels] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = i >= channels && y > 0 ? (out[at - stride - channels] ?? 0) : 0;
      out[at] = (data[y * (stride + 1) + 1 + i] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}

/** One number a pixel; what is behind the window can not shine through. */
function coloursOf(bytes: Uint8Array, channels: number): Uint32Array {
  const colours = new Uint32Array(bytes.length / channels);
  for (let i = 0; i < colours.length; i += 1) {
    const at = i * channels;
    colours[i] = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  }
  return colours;
}

/** The most used colours; where there are more than fit, a rare one only when nothing like it is in yet. */
function paletteFor(colours: Uint32Array): number[] {
  const uses = new Map<number, number>();
  for (const colour of colours) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const byUse = [...uses].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  if (byUse.length <= 256) return byUse;
  for (let apart = 40; ; apart += 40) {
    const palette: number[] = [];
    for (const colour of byUse) {
      if (palette.every((other) => distance(other, colour) > apart)) palette.push(colour);
      if (palette.length > 256) break;
    }
    if (palette.length <= 256) return palette;
  }
}

function nearestIn(palette: readonly number[], colour: number): number {
  let best = 0;
  for (let i = 1; i < palette.length; i += 1) {
    if (distance(palette[i] ?? 0, colour) < distance(palette[best] ?? 0, colour)) best = i;
  }
  return best;
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
