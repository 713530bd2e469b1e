/**
 * What was kept of a form, as it is read back. It may have been kept by an earlier version: what that did not know stands as it begins, and so does what
 * has another shape by now. Nothing that is kept can keep a screen from opening.
 */
export function readKept<T extends object>(body: string, began: T): T {
  const kept = objectIn(body);
  const first = new Map<string, unknown>(Object.entries(began));
  const fits = ([name, value]: [string, unknown]): boolean =>
    !first.has(name) || shapeOf(value) === shapeOf(first.get(name));
  return { ...began, ...Object.fromEntries(Object.entries(kept).filter(fits)) };
}

function objectIn(body: string): object {
  try {
    const parsed: unknown = JSON.parse(body);
    return shapeOf(parsed) === 'object' ? (parsed as object) : {};
  } catch {
    return {};
  }
}

const shapeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
