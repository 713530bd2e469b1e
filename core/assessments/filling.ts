/** Where answers wait that are not in a result yet: a draft by the result, whoever fills it in. Goes with the dossier when that is let go. */
export const fillingKey = (dossier: string, row: string): string => `${dossier}/filling/${row}`;

/** Questionnaires that a candidate is handed at once. More in one sitting is more than anybody has patience for. */
export const MOST_FILLED = 5;
