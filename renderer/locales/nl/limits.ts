/** Wat niet met een dossier mag. */
export const limits = {
  shielded: 'afgeschermd',
} as const;
