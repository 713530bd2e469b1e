/** Language, theme, and when the caseload locks by itself. */
import { SegmentedControl, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../../core/contract/contract.ts';
import { askKey, useAsk, useDo } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import classes from './settings.module.css';

const MINUTES = [1, 2, 5, 10, 15, 30, 60];

export function Appearance() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const preferences = useAsk('preferences.read', null);
  const write = useDo('preferences.write');
  const sync = useAsk('sync.state', null);
  const most = (sync.data?.type === 'connected' ? sync.data.wants.idleMinutes : undefined) ?? null;
  const set = (part: Ask<'preferences.write'>) =>
    void write.run(part).then((answer) => {
      if (answer.ok) cache.setQueryData(askKey('preferences.read', null), answer.value);
    });
  if (!preferences.data) return null;
  const { language, theme, idleMinutes } = preferences.data;
  return (
    <>
      <ErrorNote failure={write.failure} />
      <Card title={t('settings.language')}>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={language}
          data={[
            { value: 'nl', label: 'Nederlands' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(value) => set({ language: value === 'en' ? 'en' : 'nl' })}
        />
      </Card>
      <Card title={t('settings.theme')}>
        <p className={classes.text}>{t('settings.themeText')}</p>
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={theme}
          data={[
            { value: 'system', label: t('settings.system') },
            { value: 'light', label: t('settings.light') },
            { value: 'dark', label: t('settings.dark') },
          ]}
          onChange={(value) => set({ theme: value === 'light' || value === 'dark' ? value : 'system' })}
        />
      </Card>
      <Card title={t('settings.idle')}>
        <p className={classes.text}>
          {t('settings.idleText')} {most !== null && t('settings.idleOffice', { count: most })}
        </p>
        <Select
          className={classes.narrow}
          aria-label={t('settings.idleLabel')}
          allowDeselect={false}
          value={String(idleMinutes)}
          data={[...new Set([...MINUTES, idleMinutes])]
            .filter((minutes) => most === null || minutes <= most)
            .sort((a, b) => a - b)
            .map((minutes) => ({ value: String(minutes), label: t('settings.minutes', { count: minutes }) }))}
          onChange={(value) => value && set({ idleMinutes: Number(value) })}
        />
      </Card>
    </>
  );
}
