/**
 * How many pixels a picture has, by its own head, before anything draws it: four bytes of memory for each of them is what drawing costs. For PNG,
 * JPEG, GIF, WebP and BMP; pure.
 */

/** @returns null when the head does not say it in a way that this knows */
export function pictureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
  try {
    if (text(1, 3) === 'PNG' && text(12, 4) === 'IHDR')
      return { width: view.getUint32(16), height: view.getUint32(20) };
    if (text(0, 3) === 'GIF') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (text(0, 2) === 'BM')
      return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
    if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webp(view, text(12, 4));
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

function webp(view: DataView, kind: string): { width: number; height: number } | null {
  if (kind === 'VP8X')
    return {
      width: 1 + view.getUint16(24, true) + (view.getUint8(26) << 16),
      height: 1 + view.getUint16(27, true) + (view.getUint8(29) << 16),
    };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return kind === 'VP8 '
    ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    : null;
}

/** The first frame header (ITU-T T.81, B.2.2): SOF0 to SOF15, but for the three of these numbers that are something else. */
function jpeg(view: DataView): { width: number; height: number } | null {
  for (let at = 2; ;) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++;
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
}
