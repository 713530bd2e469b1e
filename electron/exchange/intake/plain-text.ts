/**
 * Plain text from the HTML in which Europass stores descriptions: paragraphs become lines, list items lines with a dash.
 * One pass without patterns that look back, since a file may hold a million signs that only resemble HTML.
 */
const BREAKS = new Set(['p', 'div', 'ul', 'ol', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'table', 'blockquote']);
const SILENT = new Set(['script', 'style']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  eacute: 'é',
  egrave: 'è',
  euml: 'ë',
  iuml: 'ï',
  ouml: 'ö',
  uuml: 'ü',
  ccedil: 'ç',
};

export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  const pieces: string[] = [];
  let silent: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const close = open < 0 ? -1 : html.indexOf('>', open);
    if (open < 0 || close < 0) {
      if (!silent) pieces.push(flowing(html.slice(at)));
      break;
    }
    if (!silent) pieces.push(flowing(html.slice(at, open)));
    const tag = /^\/?([a-z][a-z0-9]*)/i.exec(html.slice(open + 1, open + 20));
    if (!tag && html[open + 1] !== '!') {
      // A loose sign, as in "a < b".
      if (!silent) pieces.push('<');
      at = open + 1;
      continue;
    }
    const name = tag?.[1]?.toLowerCase() ?? '';
    const closing = html[open + 1] === '/';
    if (SILENT.has(name)) silent = closing ? null : name;
    else if (silent === null && name === 'li') pieces.push(closing ? '' : '\n- ');
    else if (silent === null && BREAKS.has(name)) pieces.push('\n');
    at = close + 1;
  }
  return pieces
    .join('')
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
    .join('\n');
}

/** Line ends in HTML are spaces. */
const flowing = (text: string): string => decodeEntities(text.replace(/[\r\n]+/g, ' '));

function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
