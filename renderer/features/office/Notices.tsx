/** What happened by itself: dossiers that came or went, and why; work that was put aside. Seen is gone. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { OPENS, useNoticeWords, useNotices } from './useNotices.ts';
import classes from './office.module.css';

export function Notices() {
  const { t } = useTranslation();
  const { told, seen, busy } = useNotices();
  const words = useNoticeWords();
  if (told.length === 0) return null;
  return (
    <Card
      title={t('office.notices')}
      aside={
        <Button variant="default" size="xs" busy={busy} onClick={() => void seen(told)}>
          {t('office.noticesSeen')}
        </Button>
      }
    >
      <ul className={classes.list}>
        {told.map((each) => (
          <li key={each.numbers[0]} data-notice={each.kind}>
            <span>
              {words(each)}{' '}
              {OPENS.has(each.kind) && each.dossier && each.name !== null && (
                <Link to="/dossier/$id/$tab" params={{ id: each.dossier, tab: 'overview' }}>
                  {t('office.openDossier')}
                </Link>
              )}
              {(each.kind === 'workWaits' || each.kind === 'workAside') && (
                <Link to="/waiting" search={{}}>
                  {t('waiting.look')}
                </Link>
              )}
            </span>
            <span className={classes.quiet}>
              <MomentText at={each.at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
