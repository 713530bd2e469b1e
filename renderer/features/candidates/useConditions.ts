/** The filters that are on, each in words and with the filter that is left without it. The typed words are not among them. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useWords } from '../../components/useWords.ts';
import type { Filter } from './list-state.ts';

export type Condition = { key: string; words: string; without: Filter };

export function useConditions(filter: Filter): Condition[] {
  const { t } = useTranslation();
  const words = useWords();
  const conditions: Condition[] = (filter.phases ?? []).map((phase) => ({
    key: phase,
    words: words.option('candidate', 'phase', phase),
    without: { ...filter, phases: filter.phases?.filter((each) => each !== phase) },
  }));
  const add = (key: keyof Filter, said: string) =>
    conditions.push({ key, words: said, without: { ...filter, [key]: undefined } });
  if (filter.place) add('place', t('candidates.chipPlace', { what: filter.place }));
  if (filter.availableBy)
    add('availableBy', t('candidates.chipAvailable', { what: formatPartialDate(filter.availableBy, words.language) }));
  if (filter.hoursAtLeast) add('hoursAtLeast', t('candidates.chipHours', { what: filter.hoursAtLeast }));
  if (filter.onlyHere) add('onlyHere', t('candidates.chipOnlyHere'));
  if (filter.frozen) add('frozen', t('candidates.chipFrozen'));
  return conditions;
}
