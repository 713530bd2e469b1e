/** The words of this feature. */
export const vault = {} as const;
