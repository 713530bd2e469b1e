/** What can reasonably happen is a value: a result that is either a value or a named error, never an exception. */
export type Result<T, E extends { type: string } = { type: string }> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E extends { type: string }>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});
