/** Where answers wait that are not in a result yet: a draft by the result, whoever fills it in. Goes with the dossier when that is let go. */
export const fillingKey = (dossier: string, row: string): string => `${dossier}/filling/${row}`;
