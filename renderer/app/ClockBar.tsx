/** The clock of this laptop seems wrong: by how much, what to do, and that nothing is lost. Holds nothing up; told until it is right or looked at. */
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { useAsk, useDo } from '../api/useAsk.ts';
import { PlainButton } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useWords } from '../components/useWords.ts';
import { howLong } from './how-long.ts';
import classes from './Frame.module.css';

export function ClockBar() {
  const { t } = useTranslation();
  const { language } = useWords();
  const told = useAsk('clock.state', null).data ?? null;
  const { run, busy } = useDo('clock.accept');
  return (
    // Always there, so that what comes into it is spoken.
    <div role="status" data-no-print>
      {told && (
        <aside className={classes.reminder} data-clock={told.way}>
          <Icon of={IconClockExclamation} />
          <p>
            <b>
              {t(`app.clock.${told.way}${told.isByOffice ? 'Office' : ''}`, {
                off: howLong(told.byMs, language),
                day: formatPartialDate(localDay(Date.now()), language, 'long'),
              })}
            </b>{' '}
            {t('app.clock.what')}
          </p>
          <PlainButton className={classes.reminderAction} busy={busy} onClick={() => void run(null)}>
            {t('app.clock.right')}
          </PlainButton>
        </aside>
      )}
    </div>
  );
}
