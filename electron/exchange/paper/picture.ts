/** A small picture (a logo) out of its data URL, with its size: Word wants to know how large it is drawn. */

export type Picture = {
  readonly type: 'png' | 'jpg';
  readonly bytes: Uint8Array;
  /** As large as fits, without getting another shape; in pixels of 1/96 inch. */
  within(width: number, height: number): { readonly width: number; readonly height: number };
};

/** Null for what Word does not show everywhere (WebP), and for what is no picture. */
export function pictureOf(dataUrl: string): Picture | null {
  const [, type, base64] = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+=*)$/.exec(dataUrl) ?? [];
  if (type === undefined || base64 === undefined) return null;
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const size = type === 'png' ? pngSize(bytes) : jpegSize(bytes);
  if (size === null || size.width === 0 || size.height === 0) return null;
  return {
    type: type === 'png' ? 'png' : 'jpg',
    bytes,
    within: (width, height) => {
      const scale = Math.min(width / size.width, height / size.height, 1);
      return {
        width: Math.max(1, Math.round(size.width * scale)),
        height: Math.max(1, Math.round(size.height * scale)),
      };
    },
  };
}

type Size = { readonly width: number; readonly height: number };

/** PNG (ISO/IEC 15948), 11.2.2: width and height are the first fields of the first chunk. */
function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint32(12) === 0x49484452 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** JPEG (ITU T.81), B.2.2: in the frame header, after the segments before it. */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker >> 8 !== 0xff) return null;
  }
  return null;
}
