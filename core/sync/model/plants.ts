/**
 * Mistakes that can be planted in the model, each one a switch: the simulation is worth as much as the mistakes it finds.
 * Those of `fromFirstDraft` are no slips: they are what SPEC.md said before the simulation showed that it loses work.
 */

export const PLANTS = {
  'last-writer-wins': 'the later clock wins a field, whatever its author saw',
  'no-idempotency': 'the server applies an operation again when it is sent again',
  resurrection: 'the server applies operations of a dossier that was erased',
  'dropped-acknowledgement': 'a laptop takes an operation for answered when it is sent',
  'no-applied-number': 'a snapshot does not say which of the laptop’s operations are in it already',
  'cursor-before-rows': 'the cursor is stored before the rows, in a transaction of its own',
  'snapshot-forgets-own': 'a snapshot is put over unanswered work, which is not applied again on top',
  'drop-before-push': 'a dossier that is not granted any more goes before its work was handed in',
  'regrant-keeps-rows': 'a dossier that was taken and given again keeps the rows of before',
  'acknowledged-moves-row': 'the answer to a push moves the seq of the row, so that what came before it is skipped',
  'awaited-forgotten': 'the server forgets which operations a row awaits',
  'take-over-renames': 'quarantined work gets new ids when it is taken over',
  'typing-sees-all': 'typing over a value says it saw the other values of a conflict as well',
  'seq-before-commit': 'seq is taken when a push begins, and others pull before it is there to be seen',
  'page-moves-too-far': 'a page of a pull moves the cursor to the end, though there is more',
  'erasures-not-replayed': 'a restored server opens without the list of the erased',
  'endings-not-replayed': 'a restored server gives back what was taken away after the backup',
  'own-clock-counts': 'the fourteen days are counted on the clock of the laptop',
  'snapshot-keeps-gone': 'rows that the snapshot does not have stay on the laptop',
  'equal-values-merged': 'a value equal to one that stands is dropped',
  'grants-cached': 'the server gives operations by the grants of the pull before',
  'snapshot-to-anybody': 'a snapshot is given without asking for the grant',
  'end-not-looked-at': 'a grant that has ended is still given operations',
  'bad-blocks-rest': 'one bad operation fails the whole push',
  'unknown-fields-dropped': 'an older laptop throws away the fields it does not know',
  'audit-after-commit': 'the line of the audit log is written by itself, and lost when nothing was applied',
  'renumber-skipped': 'a laptop with a new name keeps the numbers of before',
  'copy-not-noticed': 'the server takes any number from a device',
  'two-requests-at-once': 'a laptop pulls while a page of a snapshot is under way',
} as const;

/** What SPEC.md said first. */
export const FIRST_DRAFT = {
  'draft-handled': 'P14: own work above the last handled number is put on top',
  'draft-known': 'P10: whatever operation the laptop was given before is skipped',
  'draft-begin': 'P3: whoever comes first with an operation of an unknown dossier becomes its owner',
  'draft-refused': 'P2: what is refused is kept by nobody but the laptop',
  'draft-refused-shown': 'P2: what is refused stays in the row of the laptop',
  'draft-held-back': 'P15: a newer laptop holds its operations back',
  'draft-snapshot-skips': 'P11: until the snapshot is whole, pulled operations of the dossier are skipped',
  'draft-held-when-whole': 'P11: a dossier is held when its snapshot is whole, so that a part of it is never let go',
  'draft-maker-by-row': 'P3: the maker is not known any more once somebody’s edit of the dossier’s own row came first',
  'draft-maker-gets-back': 'P3: who sends the first operation again gets a dossier that was taken from them',
  'draft-own-after-restore':
    'P9: what was begun here is whole after a restore, also where a colleague’s work began it again',
  'draft-begun': 'push: what has begun is held, whatever was held before',
  'draft-restore-numbers':
    'P9: what is sent again after a restore keeps its numbers, and new work may be sent before the laptop knows of it',
} as const;

export type Plant = keyof typeof PLANTS | keyof typeof FIRST_DRAFT;
export const ALL_PLANTS: readonly Plant[] = [...Object.keys(PLANTS), ...Object.keys(FIRST_DRAFT)] as Plant[];
export const describePlant = (plant: Plant): string => ({ ...PLANTS, ...FIRST_DRAFT })[plant];
