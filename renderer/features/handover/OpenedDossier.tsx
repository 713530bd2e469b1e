/** A screen about one dossier: once it is opened; where there is none, or it does not open, that is said instead. */
import type { ReactNode } from 'react';
import { IconUserQuestion } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import classes from './handover.module.css';

export function OpenedDossier({
  id,
  children,
}: {
  id: string;
  children: (dossier: Answer<'dossier.open'>) => ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const opened = useAsk('dossier.open', { dossier: id });
  if (opened.isError && opened.error.failure.type === 'DossierNotFound')
    return (
      <EmptyState
        icon={IconUserQuestion}
        title={t('handover.notFound')}
        action={<Button onClick={() => void navigate({ to: '/candidates' })}>{t('app.toCandidates')}</Button>}
      >
        {t('handover.notFoundWhat')}
      </EmptyState>
    );
  if (opened.isError)
    return (
      <div className={classes.screen}>
        <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} />
      </div>
    );
  return opened.data ? children(opened.data) : null;
}
