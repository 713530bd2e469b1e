/** Why something of a file was set aside, in words. A reason of a newer version is shown without one. */
import type { useTranslation } from 'react-i18next';

const KNOWN = [
  'noPlace',
  'unreadable',
  'tooLong',
  'tooMany',
  'notHeldHere',
  'coarser',
  'controlCharacters',
  'ignoredColumn',
  'differs',
] as const;

export function remainderReason(t: ReturnType<typeof useTranslation>['t'], reason: string): string {
  const known = KNOWN.find((each) => each === reason);
  return known ? t(`intake.remainder.${known}`) : t('intake.remainder.noPlace');
}
