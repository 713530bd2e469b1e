/** The words of this feature. */
export const dossier = {} as const;
