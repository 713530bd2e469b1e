/** What free text may reveal that seldom may be held. A file of its own: the contract names it, and need not read a thousand words for that. */
export const SPECIAL_SORTS = ['health', 'origin', 'religion', 'sexualLife', 'crime'] as const;
export type SpecialSort = (typeof SPECIAL_SORTS)[number];

export const POINTED_SORTS = [...SPECIAL_SORTS, 'bsn'] as const;
export type PointedSort = (typeof POINTED_SORTS)[number];
