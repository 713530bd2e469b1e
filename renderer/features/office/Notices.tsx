/** What happened by itself: dossiers that came or went, and why; work that was put aside. Seen is gone. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import classes from './office.module.css';

export function Notices() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const notices = useAsk('notices.list', null);
  const { run, busy } = useDo('notices.seen');
  if (!notices.data || notices.data.length === 0) return null;
  const seen = async () => {
    await run({ numbers: notices.data.map(({ number }) => number) });
    void cache.invalidateQueries({ queryKey: ['notices.list'] });
    void cache.invalidateQueries({ queryKey: ['sync.state'] });
  };
  return (
    <Card
      title={t('office.notices')}
      aside={
        <Button variant="default" size="xs" loading={busy} onClick={() => void seen()}>
          {t('office.noticesSeen')}
        </Button>
      }
    >
      <ul className={classes.list}>
        {notices.data.map(({ number, at, kind, dossier, name, count }) => (
          <li key={number} data-notice={kind}>
            <span>
              {t(`office.notice.${kind}`, { count, name: name ?? t('common.noName') })}{' '}
              {kind === 'dossierCame' && dossier && name !== null && (
                <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
                  {t('office.openDossier')}
                </Link>
              )}
            </span>
            <span className={classes.quiet}>
              <MomentText at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
