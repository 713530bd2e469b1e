/**
 * A text file as it was written: UTF-8, UTF-16 with its mark, or the Western letters (Windows-1252) that older Windows programs leave. What is
 * found by the search box and what is shown read it alike.
 *
 * @param bytes all of it, or a beginning: what was cut off in the middle of a letter is no reason to think of another alphabet
 */
export function plainText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
