/** The words of this feature. */
export const candidates = {} as const;
