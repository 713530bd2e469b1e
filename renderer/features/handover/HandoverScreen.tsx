/**
 * Handing over a dossier: who it is for decides what is in it; the page shows exactly what is saved, and what is not in it.
 * (Being built by the handover helper.)
 */
export function HandoverScreen(_: { id: string }) {
  return null;
}
