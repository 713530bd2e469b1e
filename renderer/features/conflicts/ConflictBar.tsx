/** In a dossier: quietly, that somebody else gave another answer, and the way there. */
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { Icon } from '../../components/Icon.tsx';
import classes from './conflicts.module.css';

export function ConflictBar({ dossier }: { dossier: string }) {
  const { t } = useTranslation();
  const conflicts = useAsk('conflicts.list', { dossier });
  if (!conflicts.data || conflicts.data.length === 0) return null;
  return (
    <aside className={classes.bar} data-no-print data-conflict-bar>
      <Icon of={IconArrowsSplit2} />
      <p>{t('conflicts.inDossier', { count: conflicts.data.length })}</p>
      <Link to="/conflicts" search={{ dossier }}>
        {t('conflicts.look')}
      </Link>
    </aside>
  );
}
