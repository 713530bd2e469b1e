/** In a dossier: quietly, that somebody's work on it waits, and the way there. */
import { IconMailbox } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { Icon } from '../../components/Icon.tsx';
import classes from './waiting.module.css';

export function WaitingBar({ dossier }: { dossier: string }) {
  const { t } = useTranslation();
  const state = useAsk('sync.state', null);
  const anything = state.data?.type === 'connected' && state.data.waits > 0;
  const waiting = useAsk('waiting.list', { dossier }, { enabled: anything });
  const count = (waiting.data ?? [])
    .flatMap(({ works }) => works)
    .filter(({ decision, isLeft }) => decision === null && !isLeft).length;
  if (!anything || count === 0) return null;
  return (
    <aside className={classes.bar} data-no-print data-waiting-bar>
      <Icon of={IconMailbox} />
      <p>{t('waiting.bar', { count })}</p>
      <Link to="/waiting" search={{ dossier }}>
        {t('waiting.look')}
      </Link>
    </aside>
  );
}
