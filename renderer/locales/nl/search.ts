/** The words of this feature. */
export const search = {} as const;
