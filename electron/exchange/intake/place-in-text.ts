/** Line and column (both from 1) of an offset, as `3:14`: what an error may say of a place without saying what is there. */
export function placeOf(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return `${line}:${Math.min(offset, text.length) - start + 1}`;
}
