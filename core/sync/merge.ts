/**
 * The merge kernel: what of a row stands after an operation. Pure, the same on server and laptop (SPEC.md).
 *
 * M1 an operation removes exactly the values its author saw, and no other
 * M2 two values that did not see each other both stand, whatever order they come in
 * M3 equal values are not taken together here: equality is decided when showing
 * M4 applying an operation again changes nothing
 * M5 a value that somebody replaced is not shown again when it comes in after what replaced it
 */

/** Field → ids of the operations whose value stands, the shown one first; `*` stands for every field not named. */
export type RowHeads = Readonly<Record<string, readonly string[]>>;

export const REST = '*';

export const headsOf = (heads: RowHeads, field: string): readonly string[] => heads[field] ?? heads[REST] ?? [];

/** What an operation does to a row. Values are any JSON: which are allowed is for the schemas of core/domain to say. */
export type Step = {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Field → the operations whose values the author saw; null when the row was new to them. */
  readonly sees: Readonly<Record<string, readonly string[]>> | null;
};

export type RowState = {
  readonly heads: RowHeads;
  /** Field → the value that is shown: that of the first head. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Field → head → value, for the heads that are not shown: nearly always empty. */
  readonly others: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Field → operations that somebody saw and that did not come in yet: nearly always empty (M5). */
  readonly awaited: Readonly<Record<string, readonly string[]>>;
};

export const NO_ROW: RowState = { heads: {}, values: {}, others: {}, awaited: {} };

export type MergeContext = {
  /** Whether an operation that stands nowhere in the row came in earlier, so that it need not be awaited. */
  readonly isApplied: (operation: string) => boolean;
  /** Which of two heads is shown; where it is not said, the one that comes in. */
  readonly isShownBefore?: (one: string, other: string) => boolean;
};

type Head = { readonly id: string; readonly value: unknown };

export function applyOperation(state: RowState, step: Step, context: MergeContext): RowState {
  const heads: Record<string, readonly string[]> = { ...state.heads };
  const values: Record<string, unknown> = { ...state.values };
  const others: Record<string, Record<string, unknown>> = { ...state.others };
  const awaited: Record<string, readonly string[]> = { ...state.awaited };

  const applyTo = (field: string, sees: readonly string[]): void => {
    const before = headsOf(state.heads, field);
    // M4
    if (before.includes(step.id)) return;
    const waitedFor = awaited[field] ?? [];
    const missing = sees.filter((id) => !before.includes(id) && !waitedFor.includes(id) && !context.isApplied(id));
    const nextAwaited = [...waitedFor.filter((id) => id !== step.id), ...missing];
    if (nextAwaited.length > 0) awaited[field] = nextAwaited;
    else delete awaited[field];

    // M1, M2
    const standing: Head[] = before
      .filter((id) => !sees.includes(id))
      .map((id) => ({ id, value: valueOfHead(state, field, id) }));
    if (!waitedFor.includes(step.id)) {
      const shownBefore = context.isShownBefore ?? (() => true);
      const at = standing.findIndex((head) => shownBefore(step.id, head.id));
      standing.splice(at === -1 ? standing.length : at, 0, { id: step.id, value: step.fields[field] ?? null });
    }
    heads[field] = standing.map((head) => head.id);
    const [shown, ...rest] = standing;
    if (field !== REST) values[field] = shown?.value ?? null;
    if (rest.length > 0 && field !== REST) others[field] = Object.fromEntries(rest.map(({ id, value }) => [id, value]));
    else delete others[field];
  };

  if (step.sees === null) {
    // A new row says something about every field, also about those it leaves empty. The first to say so is stored briefly.
    const isFirst = state.heads[REST] === undefined;
    const named = Object.keys(state.heads).filter((field) => field !== REST);
    const fields = isFirst
      ? named
      : [...new Set([...named, ...Object.keys(state.values), ...Object.keys(step.fields)])];
    for (const field of fields) applyTo(field, []);
    applyTo(REST, []);
    if (isFirst) {
      for (const [field, value] of Object.entries(step.fields)) if (!named.includes(field)) values[field] = value;
    }
  } else {
    for (const field of Object.keys(step.fields)) applyTo(field, step.sees[field] ?? []);
  }
  return { heads, values, others, awaited };
}

export function valueOfHead(state: RowState, field: string, id: string): unknown {
  const isShown = headsOf(state.heads, field)[0] === id;
  return (isShown ? state.values[field] : state.others[field]?.[id]) ?? null;
}

/** Fields with more than one head: what the adviser is asked to look at, unless all of them say the same. */
export const conflictsIn = (state: Pick<RowState, 'others'>): string[] => Object.keys(state.others);
