/**
 * The merge kernel: which values of a field stand after an operation. Pure, the same on server and laptop (SPEC.md).
 *
 * M1 an operation removes exactly the values its author saw, and no other
 * M2 two values that did not see each other both stand
 * M3 equal values are not taken together here: equality is decided when showing
 * M4 applying an operation again changes nothing
 */
export type Head<V> = { readonly operation: string; readonly value: V };

export function mergeField<V>(
  heads: readonly Head<V>[],
  incoming: Head<V>,
  sees: readonly string[],
): readonly Head<V>[] {
  // M4
  if (heads.some((head) => head.operation === incoming.operation)) return heads;
  // M1, M2
  return [...heads.filter((head) => !sees.includes(head.operation)), incoming];
}

/** Heads of a row: field → operations whose value stands; `*` for every field not named. */
export type RowHeads = Readonly<Record<string, readonly string[]>>;

export const REST = '*';

export const headsOf = (heads: RowHeads, field: string): readonly string[] => heads[field] ?? heads[REST] ?? [];
