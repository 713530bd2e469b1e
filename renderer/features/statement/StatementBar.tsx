/**
 * The privacy statement that the adviser still has to read: shown by itself when the caseload opens, and otherwise a quiet line. Never
 * in the middle of a visit, and never on a screen that is turned; whoever says "later" works on and is asked again another time.
 */
import { useEffect, useRef, useState } from 'react';
import { IconFileText } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTurned } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { Icon } from '../../components/Icon.tsx';
import { ReadStatement } from './ReadStatement.tsx';
import classes from './statement.module.css';

const VISIT = /^\/dossier\/[^/]+\/visit/;

export function StatementBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { turned } = useTurned();
  const { data } = useAsk('statement.read', null);
  const [isReading, setReading] = useState(false);
  const isBusy = turned !== null || VISIT.test(pathname);
  const looked = useRef(false);
  useEffect(() => {
    if (!data || looked.current) return;
    // Only with the first answer: what comes in later never comes over somebody's work.
    looked.current = true;
    if (data.isDue && !isBusy) setReading(true);
  }, [data, isBusy]);
  if (!data?.isDue || isBusy) return null;
  return (
    <>
      <aside className={classes.bar} data-no-print data-statement-bar>
        <Icon of={IconFileText} />
        <p>
          <b>{t(data.before === null ? 'statement.new' : 'statement.changed')}</b> {t('statement.barWhat')}
        </p>
        <button type="button" onClick={() => setReading(true)}>
          {t('statement.readNow')}
        </button>
      </aside>
      {isReading && <ReadStatement read={data} onClose={() => setReading(false)} />}
    </>
  );
}
