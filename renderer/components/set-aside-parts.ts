/**
 * Something of a file that was set aside, as parts that can be read. What is not certain to come out exactly as it stands in
 * the file (a text, half a value, a number that would be rounded) stays the text that it is.
 */
export type Part = { readonly name: string | null; readonly value: string | readonly Part[] };

/** Deeper than any file that is taken in; what is deeper was never made by one. */
const DEPTH = 40;

/** @returns the parts of an object or a list, `null` where the text itself is to be shown */
export function partsOf(text: string): readonly Part[] | null {
  if (!/^[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (JSON.stringify(value) !== text) return null;
    return inside(value, 0);
  } catch {
    return null;
  }
}

function inside(value: unknown, depth: number): readonly Part[] {
  if (depth > DEPTH) throw new RangeError('too deep to be shown as a list');
  const named = Array.isArray(value)
    ? value.map((each: unknown) => [null, each] as const)
    : Object.entries(value as Record<string, unknown>);
  return named.map(([name, each]) => ({ name, value: said(each, depth + 1) }));
}

function said(value: unknown, depth: number): string | readonly Part[] {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = inside(value, depth);
  return parts.length > 0 ? parts : JSON.stringify(value);
}
