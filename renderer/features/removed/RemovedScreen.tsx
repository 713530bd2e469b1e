/** What was removed in the last thirty days, in all dossiers or in one: found by its name, and put back with one key. */
import { useEffect, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconSearch, IconTrashOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Card } from '../../components/Card.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './removed.module.css';

type Removed = Answer<'removed.list'>['entries'][number];
const PAGE = 50;
const MOST = 200;
const PAUSE_MS = 150;

export function RemovedScreen({ dossier }: { dossier: string | null }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [most, setMost] = useState(PAGE);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const listed = useAsk('removed.list', { dossier, words, offset: 0, limit: most }, { keepPrevious: true });
  const entries = listed.data?.entries ?? [];
  const total = listed.data?.total ?? 0;
  const name = dossier === null ? null : (entries[0]?.whose ?? null);
  return (
    <div className={classes.screen} data-removed>
      {dossier !== null && (
        <Link className={classes.back} to="/dossier/$id/$tab" params={{ id: dossier, tab: 'history' }}>
          <Icon of={IconArrowLeft} size={16} /> {t('past.backToDossier')}
        </Link>
      )}
      <PageHeader
        title={dossier === null ? t('past.removed') : name ? t('past.removedOf', { name }) : t('past.removedHere')}
      >
        {t('past.removedWhat')}
      </PageHeader>
      <TextInput
        type="search"
        aria-label={t('past.search')}
        placeholder={t('past.search')}
        leftSection={<Icon of={IconSearch} size={16} />}
        maw={360}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMost(PAGE);
        }}
      />
      {listed.isError && <ErrorNote failure={listed.error.failure} retry={() => void listed.refetch()} />}
      {listed.data && total === 0 && (
        <EmptyState icon={IconTrashOff} title={t(words ? 'past.noneFound' : 'past.none')}>
          {t(words ? 'past.noneFoundWhat' : 'past.noneWhat')}
        </EmptyState>
      )}
      {total > 0 && (
        <Card>
          <ul className={classes.list}>
            {entries.map((each) => (
              <OneRemoved key={`${each.concept}/${each.row}`} removed={each} isAlone={dossier !== null} />
            ))}
          </ul>
        </Card>
      )}
      {total > entries.length && most < MOST && (
        <div>
          <Button variant="default" onClick={() => setMost(Math.min(MOST, most + PAGE))}>
            {t('past.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function OneRemoved({ removed, isAlone }: { removed: Removed; isAlone: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { run, busy } = useDo('removed.restore');
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { concept, row, dossier, whose, about, mergedInto } = removed;
  const isDossier = concept === 'candidate';
  const noName = t('common.noName');
  const what = isDossier ? (whose ?? noName) : about ? `${words.concept(concept)}: ${about}` : words.concept(concept);
  const restore = async () => {
    const answer = await run({ dossier, concept, row });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('past.restored', { what }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <li className={classes.row} data-merged={mergedInto !== null || undefined}>
      <div className={classes.words}>
        <p className={classes.what}>{what}</p>
        <p className={classes.quiet}>
          {isDossier ? (
            t('past.wholeDossier')
          ) : isAlone ? null : (
            <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: tabOf(concept) }}>
              {t('past.inDossier', { name: whose ?? noName })}
            </Link>
          )}
          {!isAlone && ' · '}
          <MomentText at={removed.at} /> {removed.actor && t('past.by', { who: removed.actor })}
        </p>
      </div>
      {mergedInto ? (
        <p className={classes.quiet}>
          {t('past.mergedWith', { name: mergedInto.name ?? noName })}{' '}
          <Link to="/dossier/$id/$tab" params={{ id: mergedInto.dossier, tab: 'overview' }}>
            {t('past.toMerged')}
          </Link>
        </p>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-disabled={busy}
          leftSection={<Icon of={IconArrowBackUp} size={16} />}
          aria-label={t('past.restoreWhat', { what })}
          onClick={() => void restore()}
        >
          {t('past.restore')}
        </Button>
      )}
    </li>
  );
}
