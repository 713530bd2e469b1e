/** Which kinds of files have words that are looked for, and up to which size. Apart from what reads them, which is much to load. */

export type NoWords = { readonly type: 'none' | 'password' | 'damaged' | 'tooLarge' };

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const ODT = 'application/vnd.oasis.opendocument.text';

/** The largest file of this kind that words are looked for in, in bytes; null for a kind without words. */
export function mostBytes(mediaType: string | null): number | null {
  switch (mediaType) {
    case 'application/pdf':
      return 200_000_000;
    case DOCX:
    case ODT:
      return 100_000_000;
    case null:
    case 'text/html':
      return null;
    default:
      return mediaType.startsWith('text/') ? 20_000_000 : null;
  }
}
