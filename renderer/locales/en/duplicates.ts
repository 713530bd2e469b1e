/** Two dossiers of one person. */
import type { duplicates as nl } from '../nl/duplicates.ts';
import type { Same } from '../same.ts';

export const duplicates: Same<typeof nl> = {
  title: 'Double dossiers',
  count_one: '1 pair looks alike. You decide whether it is one person.',
  count_other: '{{count}} pairs look alike. You decide whether it is one person.',
  none: 'No double dossiers',
  noneWhat: 'Nobody is here twice, as far as name, address, telephone, e-mail or reference can tell.',
  more: 'Show more',
  back: 'All double dossiers',
  compare: 'Beside each other',
  compareWhat: 'Choose where the answers differ. Everything else of both is kept.',
  why: {
    reference: 'same reference',
    email: 'same e-mail address',
    phone: 'same telephone number',
    nameAndPostcode: 'same name and postcode',
    nameAndPlace: 'same name and place',
  },
  look: 'Compare',
  notSame: 'Not the same person',
  saidNotSame: 'Remembered: these are two people.',
  answers: 'Answers',
  question: 'Question',
  stays: 'This dossier stays',
  goes: 'This one goes into it',
  swap: 'The other way round',
  along: 'What comes along',
  alongWhat: 'What is exactly the same does not come twice.',
  what: 'Part',
  comes: 'Is added',
  documentsNotHere_one: '1 document is not on this laptop. Fetch it in the dossier first, so that nothing is lost.',
  documentsNotHere_other:
    '{{count}} documents are not on this laptop. Fetch them in the dossier first, so that nothing is lost.',
  undoable: 'Ctrl Z makes them two dossiers again, as they were.',
  merge: 'Merge into one dossier',
  merging: 'Merging, with the documents',
  merged: 'The two dossiers are one now. The history of both is in it.',
  command: 'Look for double dossiers',
  also: 'merge same person twice duplicate',
  mergeTwo: 'Merge',
};
