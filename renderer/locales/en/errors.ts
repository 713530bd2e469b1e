/**
 * A sentence for every failure: what happened, that nothing was lost, what to do. The key is the type of the failure;
 * `other` is for a type that this version does not know.
 */
import type { errors as nl } from '../nl/errors.ts';
import type { Same } from '../same.ts';

export const errors: Same<typeof nl> = {
  BadInput: 'This can not be saved as it is. Check what it says; nothing was changed.',
  Locked: 'The caseload is locked. Unlock it and go on where you were.',
  UnknownChannel: 'This version can not do that yet. Nothing was changed.',
  Unexpected: 'Something went wrong. What you saved before is still there. Try again.',
  BadAnswer: 'The answer was not what we expected. Nothing was changed. Try again.',
  NoDesktop: 'The program does not answer. What you saved is safe on this laptop. Open the program again.',
  other: 'Something went wrong. What you saved before is still there. Try again.',
};
