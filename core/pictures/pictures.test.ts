/** Photos as cameras make them, built byte by byte: their place comes out, everything else stays, and their size is read without drawing them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPlace } from './place.ts';
import { pictureSize } from './size.ts';

const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

/** A TIFF with a model, a GPS directory of a latitude (three fractions) and its side, and a day behind them. */
function tiff(little: boolean, withGps = true): Uint8Array {
  const out = Buffer.alloc(140);
  const u16 = (value: number, at: number) => (little ? out.writeUInt16LE(value, at) : out.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (little ? out.writeUInt32LE(value, at) : out.writeUInt32BE(value, at));
  out.write(little ? 'II' : 'MM', 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    u32(value, at + 8);
  };
  u16(withGps ? 3 : 2, 8);
  entry(10, 0x0110, 2, 6, 56);
  if (withGps) entry(22, 0x8825, 4, 1, 64);
  entry(withGps ? 34 : 22, 0x9999, 3, 1, 7);
  out.write('Camer\0', 56, 'latin1');
  u16(2, 64);
  out.writeUInt16LE(0, 64);
  u16(2, 64);
  entry(66, 1, 2, 2, little ? 0x4e : 0x4e000000);
  entry(78, 2, 5, 3, 96);
  [52, 1, 22, 1, 1234, 100].forEach((value, index) => u32(value, 96 + index * 4));
  return out;
}
const segment = (marker: number, body: Uint8Array): Uint8Array =>
  bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);
const PICTURE = bytes([0xff, 0xda, 0, 2], 'here are the pixels, GPS they say, and they stay', [0xff, 0xd9]);
const SOF = segment(0xc0, Uint8Array.from([8, 0x2e, 0xe0, 0x41, 0x1a, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]));
const jpegOf = (...segments: Uint8Array[]): Uint8Array => bytes([0xff, 0xd8], ...segments, SOF, PICTURE);
const exif = (body: Uint8Array): Uint8Array => segment(0xe1, bytes('Exif\0\0', body));

describe('the place in a photo', () => {
  it.each([
    ['little', true],
    ['big', false],
  ])('comes out of Exif in %s endian, with the numbers themselves, and nothing else does', (_, little) => {
    const photo = jpegOf(segment(0xe0, bytes('JFIF\0')), exif(tiff(little)));
    const clean = Buffer.from(withoutPlace(photo) ?? []);
    expect(clean.length).toBe(photo.length);
    expect(clean.includes(Buffer.from('Camer'))).toBe(true);
    expect(clean.subarray(-PICTURE.length).equals(PICTURE)).toBe(true);
    // The latitude's numbers are nowhere any more, and asking again finds nothing.
    const number = Buffer.alloc(4);
    if (little) number.writeUInt32LE(1234);
    else number.writeUInt32BE(1234);
    expect(Buffer.from(photo).includes(number)).toBe(true);
    expect(clean.includes(number)).toBe(false);
    expect(withoutPlace(clean)).toBeNull();
    // What stood behind the place in the directory still stands there.
    const directory = clean.indexOf('Exif\0\0') + 6;
    const u16 = (at: number) => (little ? clean.readUInt16LE(directory + at) : clean.readUInt16BE(directory + at));
    expect([u16(8), u16(10), u16(22)]).toEqual([2, 0x0110, 0x9999]);
  });

  it('comes out of XMP, of PNG and of WebP', () => {
    const xmp = segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="52,22.0N"/>'));
    const photo = Buffer.from(withoutPlace(jpegOf(xmp)) ?? []);
    expect(photo.includes('GPSLatitude')).toBe(false);
    expect(pictureSize(photo)).toEqual(pictureSize(jpegOf()));
    const chunk = (type: string, body: Uint8Array): Uint8Array => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      return bytes(length, type, body, [0, 0, 0, 0]);
    };
    const sign = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    const png = bytes(
      sign,
      chunk('IHDR', Buffer.alloc(13)),
      chunk('eXIf', tiff(false)),
      chunk('IEND', Buffer.alloc(0)),
    );
    const cleanPng = withoutPlace(png);
    expect(cleanPng?.length).toBe(png.length);
    expect(cleanPng && withoutPlace(cleanPng)).toBeNull();
    const size = Buffer.alloc(4);
    size.writeUInt32LE(140);
    const webp = bytes('RIFF', [0, 0, 0, 0], 'WEBP', 'EXIF', size, tiff(true));
    expect(withoutPlace(webp)?.length).toBe(webp.length);
  });

  it('is not found where there is none, nor in what is no photo, whatever its bytes are', () => {
    expect(withoutPlace(jpegOf(exif(tiff(true, false))))).toBeNull();
    expect(withoutPlace(new Uint8Array())).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(true, false), (noise, little) => {
        withoutPlace(noise);
        pictureSize(noise);
        pictureSize(bytes([0xff, 0xd8, 0xff], noise));
        const broken = Buffer.from(jpegOf(exif(tiff(little))));
        noise.forEach((byte, index) => (broken[(byte * 7 + index) % broken.length] = byte));
        withoutPlace(broken);
        pictureSize(broken);
      }),
    );
  });
});

describe('the size of a picture', () => {
  it('stands in its head', () => {
    expect(pictureSize(jpegOf(exif(tiff(true))))).toEqual({ width: 16_666, height: 12_000 });
    expect(pictureSize(bytes('GIF89a', [0x40, 1, 0xf0, 0]))).toEqual({ width: 320, height: 240 });
    expect(pictureSize(bytes('not a picture at all, whatever it is called'))).toBeNull();
  });
});
