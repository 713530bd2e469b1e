/**
 * A list as a table that Excel opens by itself as the Dutch use it: UTF-8 with a byte order mark, semicolons, CRLF (RFC 4180 but for the
 * semicolon), days as 23-11-2026. Pure.
 *
 * What people typed is never taken for a formula: a cell that begins with = + - @ a tab or a return gets an apostrophe before it, as OWASP
 * advises ("CSV Injection"). Numbers are numbers.
 */

export type Cell = string | number | null;

export function csvTable(headers: readonly string[], rows: Iterable<readonly Cell[]>): string {
  let text = `\uFEFF${headers.map(written).join(';')}\r\n`;
  for (const row of rows) text += `${row.map(written).join(';')}\r\n`;
  return text;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2026-11-23` → `23-11-2026`, and with a time of day `2026-11-23 09:30` → `23-11-2026 09:30`: Excel takes both for what they are. */
export function dutchDay(day: string | null): string | null {
  const parts = day === null ? null : /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(day);
  return parts ? `${parts[3]}-${parts[2]}-${parts[1]}${parts[4]}` : day;
}
