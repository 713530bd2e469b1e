/** Whose it is, with the way to their dossier; what belongs to no candidate leads to the adviser's own list. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { displayName, type NameParts } from '../../../core/domain/name.ts';
import { useOwn } from '../../components/useOwn.ts';
import classes from './today.module.css';

export function Whose({ of, tab, row }: { of: NameParts & { dossier: string }; tab: string; row?: string }) {
  const { t } = useTranslation();
  const own = useOwn();
  if (of.dossier === own.dossier)
    return (
      <Link to="/own" className={classes.who} data-own>
        {t('guidance.withoutCandidate')}
      </Link>
    );
  return (
    <Link to="/dossier/$id/$tab" params={{ id: of.dossier, tab }} search={row ? { row } : {}} className={classes.who}>
      {displayName(of) || t('common.noName')}
    </Link>
  );
}
