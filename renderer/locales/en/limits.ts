/** What may not be done with a dossier. */
export const limits = {
  shielded: 'shielded',
} as const;
