import { useTranslation } from 'react-i18next';
import { partsOf } from './period.ts';

/** "4 weken", "1 jaar", or that there is no term. */
export function usePeriodText(): (period: string | null) => string {
  const { t } = useTranslation();
  return (period) => {
    if (period === null) return t('retention.none');
    const { number, unit } = partsOf(period);
    return t(`retention.period.${unit}`, { count: number });
  };
}
