/** The names of the reasons for which something of a file was set aside; the words stand in locales/…/intake. */
const REASONS = [
  'noPlace',
  'unreadable',
  'tooLong',
  'tooMany',
  'notHeldHere',
  'attachment',
  'coarser',
  'controlCharacters',
  'ignoredColumn',
  'differs',
] as const;
export type RemainderReason = (typeof REASONS)[number];

/** A reason of a newer version has no words here: it then is said in general. */
export const remainderReason = (reason: string | null): RemainderReason =>
  REASONS.find((each) => each === reason) ?? 'noPlace';
