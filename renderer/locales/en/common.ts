/** Words that every screen shares. */
import type { common as nl } from '../nl/common.ts';
import type { Same } from '../same.ts';

export const common: Same<typeof nl> = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  retry: 'Try again',
  undo: 'Undo',
  remove: 'Remove',
  add: 'Add',
  yes: 'yes',
  no: 'no',
  unknown: 'not known',
  noName: 'Name not known yet',
  onlyHere: 'only on this laptop',
  today: 'today',
  yesterday: 'yesterday',
  loading: 'One moment',
  cancelling: 'Stopping…',
  progress: '{{done}} of {{total}}',
  progressName: 'Progress',
  saved: 'saved',
  notifications: 'Messages',
};
