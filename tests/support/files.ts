/** Files as people bring them, and as somebody might make them to do harm: small, made here, of invented words. */
import { createHash } from 'node:crypto';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/index-native.js';

const md5 = (...parts: Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 255] ?? 0;
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    [state[i], state[j]] = [at(j), at(i)];
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      [state[i], state[j]] = [at(j), at(i)];
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/** A PDF with a page for each text; with a password as old programs lock it (PDF 1.7, 7.6.3: revision 2, 40 bits). */
export function pdfOf(pages: readonly string[], password?: string): Uint8Array {
  const id = Buffer.from('0123456789abcdef');
  const permissions = -4;
  const padded = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), PAD]).subarray(0, 32);
  const owner = rc4(md5(padded('invented owner')).subarray(0, 5), padded(password ?? ''));
  const p = Buffer.alloc(4);
  p.writeInt32LE(permissions);
  const key = md5(padded(password ?? ''), owner, p, id).subarray(0, 5);
  const sealed = (bytes: Buffer, object: number): Buffer =>
    password === undefined ? bytes : rc4(md5(key, Buffer.from([object, 0, 0, 0, 0])).subarray(0, 10), bytes);
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const objects: (string | Buffer)[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap((text, index) => {
      const body = sealed(Buffer.from(`BT /F1 24 Tf 40 700 Td (${text}) Tj ET`, 'latin1'), 5 + 2 * index);
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + 2 * index} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
        Buffer.concat([Buffer.from(`<</Length ${body.length}>>stream\n`), body, Buffer.from('\nendstream')]),
      ];
    }),
  ];
  const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const places: number[] = [];
  let length = 9;
  const put = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, index) => {
    places.push(length);
    put(Buffer.concat([Buffer.from(`${index + 1} 0 obj`), Buffer.from(object), Buffer.from('endobj\n')]));
  });
  const start = length;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const encrypt =
    password === undefined
      ? ''
      : `/Encrypt<</Filter/Standard/V 1/R 2/O ${hex(owner)}/U ${hex(rc4(key, PAD))}/P ${permissions}>>`;
  put(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer<</Size ${objects.length + 1}/Root 1 0 R/ID[${hex(id)}${hex(id)}]${encrypt}>>\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, body] of Object.entries(files))
    await writer.add(name, typeof body === 'string' ? new TextReader(body) : new Uint8ArrayReader(body));
  return writer.close();
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const docxOf = (paragraphs: readonly string[]): Promise<Uint8Array> =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document ${WORD}><w:body>${paragraphs
      .map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)
      .join('')}</w:body></w:document>`,
  });

export const odtOf = (paragraphs: readonly string[]): Promise<Uint8Array> =>
  zipOf({
    'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t"><office:body>${paragraphs
      .map((text) => `<text:p>${text}</text:p>`)
      .join('')}</office:body></office:document-content>`,
  });

/** A few kilobytes that unpack to `bytes` of spaces. */
export const zipBomb = (bytes: number): Promise<Uint8Array> =>
  zipOf({ 'word/document.xml': Buffer.concat([Buffer.from(`<w:document ${WORD}>`), Buffer.alloc(bytes, 0x20)]) });

/** The head of a PNG of so many pixels, and no more than a promise of them. */
export function hugePng(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head[24] = 8;
  head[25] = 2;
  return new Uint8Array(Buffer.concat([head, Buffer.alloc(200)]));
}

/** A tone of so many seconds, 8,000 samples each of one byte. */
export function wavOf(seconds: number): Uint8Array {
  const samples = seconds * 8_000;
  const out = Buffer.alloc(44 + samples, 128);
  out.write('RIFF', 0, 'latin1');
  out.writeUInt32LE(36 + samples, 4);
  out.write('WAVEfmt ', 8, 'latin1');
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(8_000, 24);
  out.writeUInt32LE(8_000, 28);
  out.writeUInt16LE(1, 32);
  out.writeUInt16LE(8, 34);
  out.write('data', 36, 'latin1');
  out.writeUInt32LE(samples, 40);
  return new Uint8Array(out);
}

/** The shortest photo that says where it was taken: a head, an Exif directory with nothing but the place, and no picture worth the name. */
export function photoWithPlace(): Uint8Array<ArrayBuffer> {
  const tiff = Buffer.alloc(60);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x8825, 10);
  tiff.writeUInt16BE(4, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt32BE(30, 18);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]),
      exif,
      Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
    ]),
  );
}
