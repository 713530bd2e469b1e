/** Every question that has two answers: of one dossier, or of the whole caseload. */
import { IconArrowLeft, IconChecks } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ConflictCard } from './ConflictCard.tsx';
import classes from './conflicts.module.css';

export function ConflictsScreen({ dossier }: { dossier: string | null }) {
  const { t } = useTranslation();
  const conflicts = useAsk('conflicts.list', { dossier }, { keepPrevious: true });
  return (
    <div className={classes.screen} data-conflicts>
      {dossier !== null && (
        <Link className={classes.back} to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
          <Icon of={IconArrowLeft} size={16} /> {t('conflicts.back')}
        </Link>
      )}
      <PageHeader title={t('conflicts.title')}>{t('conflicts.text')}</PageHeader>
      {conflicts.isError && <ErrorNote failure={conflicts.error.failure} retry={() => void conflicts.refetch()} />}
      {conflicts.data?.length === 0 && (
        <EmptyState icon={IconChecks} title={t('conflicts.none')}>
          {t('conflicts.noneText')}
        </EmptyState>
      )}
      <div className={classes.cards}>
        {conflicts.data?.map((conflict, index) => (
          <ConflictCard
            key={`${conflict.concept}/${conflict.row}/${conflict.field}`}
            conflict={conflict}
            isFirst={index === 0}
            showsName={dossier === null}
          />
        ))}
      </div>
    </div>
  );
}
