/** Documents between this laptop and the office: how much is where, what moved today, and the limit of a day. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import classes from './office.module.css';

/** In MB. The steps of what people pay for. */
const LIMITS = [50, 100, 250, 500, 1_000, 2_500, 5_000] as const;

export function DocumentsCard() {
  const { t, i18n } = useTranslation();
  const settings = useAsk('documents.settings', null);
  const setLimit = useDo('documents.setLimit');
  if (!settings.data) return null;
  const { dailyLimitMb, movedTodayMb, hereMb, waiting } = settings.data;
  const unit = (amount: number, name: 'megabyte' | 'gigabyte') =>
    new Intl.NumberFormat(i18n.language, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(amount);
  const size = (mb: number) => (mb < 1000 ? unit(mb, 'megabyte') : unit(mb / 1000, 'gigabyte'));
  const limits = [...new Set([...LIMITS, ...(dailyLimitMb === null ? [] : [dailyLimitMb])])].toSorted((a, b) => a - b);
  return (
    <Card title={t('documents.settings')}>
      <p className={classes.text}>{t('documents.settingsText')}</p>
      <dl className={classes.facts}>
        <div>
          <dt>{t('documents.onThisLaptop')}</dt>
          <dd>{size(hereMb)}</dd>
        </div>
        {waiting > 0 && (
          <div>
            <dt>{t('documents.waiting')}</dt>
            <dd>{t('documents.waitingCount', { count: waiting })}</dd>
          </div>
        )}
        <div>
          <dt>{t('documents.movedToday')}</dt>
          <dd>{size(movedTodayMb)}</dd>
        </div>
      </dl>
      <Select
        className={classes.limit}
        label={t('documents.limit')}
        description={t('documents.limitText')}
        data={[
          { value: '', label: t('documents.noLimit') },
          ...limits.map((mb) => ({ value: String(mb), label: size(mb) })),
        ]}
        value={dailyLimitMb === null ? '' : String(dailyLimitMb)}
        allowDeselect={false}
        onChange={(value) => {
          const limit = value ? Number(value) : null;
          void setLimit.run({ dailyLimitMb: limit }).then(() => settings.refetch());
        }}
      />
      <ErrorNote failure={setLimit.failure} />
    </Card>
  );
}
