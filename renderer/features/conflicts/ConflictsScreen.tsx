/** Every question that has two answers: of one dossier, or of the whole caseload with whose each is. */
import { useEffect, useRef } from 'react';
import { IconArrowLeft, IconChecks } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ConflictCard } from './ConflictCard.tsx';
import { byDossier, keyOf, ofTheRow } from './sides.ts';
import classes from './conflicts.module.css';

/** @param at the question to begin with, as in `keyOf` */
export function ConflictsScreen({ dossier, at }: { dossier: string | null; at: string | null }) {
  const { t } = useTranslation();
  const asked = useAsk('conflicts.list', { dossier }, { keepPrevious: true });
  const screen = useRef<HTMLDivElement>(null);
  const all = asked.data ?? [];

  // The keyboard begins at the question that was asked for, and after a decision at the next one: never away from a text.
  const questions = all.map(keyOf).join();
  const isFirst = useRef(true);
  useEffect(() => {
    if (questions === '') return;
    const { activeElement } = document;
    const cards = [...(screen.current?.querySelectorAll<HTMLElement>('[data-conflict]') ?? [])];
    const wanted = cards.find((card) => isFirst.current && card.dataset.conflict === at) ?? cards[0];
    if (isFirst.current || activeElement === document.body || activeElement?.tagName === 'MAIN') wanted?.focus();
    isFirst.current = false;
  }, [questions, at]);

  const groups = dossier === null ? byDossier(all) : [{ dossier, whose: null, conflicts: all }];
  return (
    <div className={classes.screen} ref={screen} data-conflicts>
      {dossier !== null && (
        <Link className={classes.back} to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
          <Icon of={IconArrowLeft} size={16} /> {t('conflicts.back')}
        </Link>
      )}
      <PageHeader title={t('conflicts.title')}>{all.length > 0 && t('conflicts.text')}</PageHeader>
      {asked.isError && <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />}
      {asked.data?.length === 0 && (
        <EmptyState icon={IconChecks} title={t('conflicts.none')}>
          {t('conflicts.noneText')}
        </EmptyState>
      )}
      {groups.map((group) => (
        <div key={group.dossier} className={classes.cards}>
          {dossier === null && group.dossier !== 'organisation' && (
            <h2 className={classes.whose}>
              <Link to="/dossier/$id/$tab" params={{ id: group.dossier, tab: 'overview' }}>
                {group.whose ?? t('common.noName')}
              </Link>
            </h2>
          )}
          {group.conflicts.map((conflict) => (
            <ConflictCard
              key={keyOf(conflict)}
              conflict={conflict}
              ofRow={ofTheRow(all, conflict)}
              heading={dossier === null ? 'h3' : 'h2'}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
