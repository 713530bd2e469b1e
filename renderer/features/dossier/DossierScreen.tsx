/** One dossier. */
export function DossierScreen(_: { id: string; tab: string }) {
  return null;
}
