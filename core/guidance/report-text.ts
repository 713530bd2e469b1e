/**
 * The text of a contact moment, as blocks: headings, lists and paragraphs, written as Markdown writes them (CommonMark 0.31, the
 * parts that somebody types without thinking of it). The window, the paper and a letter each show the same blocks in their own way.
 */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string };

const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
/** A line with a number is no point of a list: as it was typed it keeps its number, and "punt 2" is found again. */
const ITEM = /^\s*[-*+•]\s+(.*)$/;

/** Everything that was typed stands in some block; lines of a paragraph stay lines. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let list: string[] | null = null;
  let lines: string[] | null = null;
  const close = (): void => {
    if (list) blocks.push({ kind: 'list', items: list });
    if (lines) blocks.push({ kind: 'paragraph', text: lines.join('\n') });
    list = lines = null;
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, heading] = HEADING.exec(line) ?? [];
    const [, item] = ITEM.exec(line) ?? [];
    if (line.trim() === '') close();
    else if (heading) {
      close();
      blocks.push({ kind: 'heading', text: heading });
    } else if (item !== undefined && item !== '') {
      if (lines) close();
      (list ??= []).push(item);
    } else if (list) {
      // What is indented under an item goes on with it; anything else begins anew.
      const last: string | undefined = /^\s+\S/.test(line) ? list.pop() : undefined;
      if (last === undefined) {
        close();
        lines = [line];
      } else list.push(`${last} ${line.trim()}`);
    } else (lines ??= []).push(line);
  }
  close();
  return blocks;
}
