/**
 * Where one record is: only on this laptop, at the office, or confirmed by it. Three words, each with a shape of its own;
 * nothing at all on a laptop without an office, where every record is in the same place.
 */
import { IconCheck, IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/useAsk.ts';
import { Icon } from './Icon.tsx';
import classes from './RecordMark.module.css';

export type Whereabouts = 'onlyHere' | 'atOffice' | 'confirmed';
export type Placed = { readonly onlyHere: boolean; readonly confirmed: boolean };

/** Of several records the one that is least far on its way. */
export function whereaboutsOf(records: readonly Placed[]): Whereabouts | null {
  if (records.length === 0) return null;
  if (records.some(({ onlyHere }) => onlyHere)) return 'onlyHere';
  return records.every(({ confirmed }) => confirmed) ? 'confirmed' : 'atOffice';
}

/** Whether this laptop belongs to an office: otherwise there is nothing to tell apart. */
export function useHasOffice(): boolean {
  const state = useAsk('sync.state', null);
  return state.data?.type === 'connected';
}

export function RecordMark({ of }: { of: Whereabouts }) {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} data-at={of} title={t(`common.record.${of}.long`)}>
      {of === 'onlyHere' ? (
        <span className={classes.dot} aria-hidden />
      ) : (
        <Icon of={of === 'confirmed' ? IconChecks : IconCheck} size={14} />
      )}
      <span aria-hidden>{t(`common.record.${of}.short`)}</span>
      <span className="screen-only-reader">{t(`common.record.${of}.long`)}</span>
    </span>
  );
}
