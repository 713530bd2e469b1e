/** Handing over a dossier. */
export function HandoverScreen(_: { id: string }) {
  return null;
}
