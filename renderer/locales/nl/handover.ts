/** The words of this feature. */
export const handover = {} as const;
