/** The words of this feature. */
export const intake = {} as const;
