/** What was removed in the last thirty days, in all dossiers or in one: found by its name, and put back with one key. */
import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch, IconTrashOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RemovedLine } from '../../components/RemovedLine.tsx';
import classes from './removed.module.css';

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
              <RemovedLine key={`${each.concept}/${each.row}`} removed={each} isAlone={dossier !== null} />
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
