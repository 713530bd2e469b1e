/** Dossiers that may be of one person: why they look alike, both beside each other, and one of them in the end, or two people after all. */
import { useState } from 'react';
import { IconArrowLeft, IconArrowsJoin2, IconUsers } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { NameSquare } from '../../components/NameSquare.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { Compare } from './Compare.tsx';
import classes from './duplicates.module.css';

type Pair = Answer<'duplicates.list'>['pairs'][number];
const AT_ONCE = 30;

export function DuplicatesScreen({ two }: { two: readonly [string, string] | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listed = useAsk('duplicates.list', null, { eachTime: true });
  const [most, setMost] = useState(AT_ONCE);
  const pairs = listed.data?.pairs ?? [];
  if (two)
    return (
      <div className={classes.screen} data-duplicates>
        <Link className={classes.back} to="/duplicates" search={{}}>
          <Icon of={IconArrowLeft} size={16} /> {t('duplicates.back')}
        </Link>
        <PageHeader title={t('duplicates.compare')}>{t('duplicates.compareWhat')}</PageHeader>
        <Compare key={two.join()} one={two[0]} other={two[1]} />
      </div>
    );
  return (
    <div className={classes.screen} data-duplicates>
      <PageHeader title={t('duplicates.title')}>
        {listed.data && listed.data.total > 0 && t('duplicates.count', { count: listed.data.total })}
      </PageHeader>
      {listed.isError && <ErrorNote failure={listed.error.failure} retry={() => void listed.refetch()} />}
      {listed.data && pairs.length === 0 && (
        <EmptyState
          icon={IconUsers}
          title={t('duplicates.none')}
          action={
            <Button variant="default" onClick={() => void navigate({ to: '/candidates' })}>
              {t('app.toCandidates')}
            </Button>
          }
        >
          {t('duplicates.noneWhat')}
        </EmptyState>
      )}
      {pairs.slice(0, most).map((pair) => (
        <OnePair key={`${pair.one.dossier} ${pair.other.dossier}`} pair={pair} />
      ))}
      {pairs.length > most && (
        <div>
          <Button variant="default" onClick={() => setMost(most + AT_ONCE)}>
            {t('duplicates.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function OnePair({ pair }: { pair: Pair }) {
  const { t } = useTranslation();
  const say = useToast();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const notSame = useDo('duplicates.notSame');
  const { one, other, why } = pair;
  const tell = async (isSame: boolean) => {
    const answer = await notSame.run({ one: one.dossier, other: other.dossier, isSame });
    if (!answer.ok) return;
    await cache.invalidateQueries({ queryKey: ['duplicates.list'] });
    if (!isSame)
      say({ message: t('duplicates.saidNotSame'), action: { label: t('common.undo'), run: () => void tell(true) } });
  };
  return (
    <Card>
      <div className={classes.pair}>
        <Who who={one} />
        <Who who={other} />
        <div className={classes.why}>
          {why.map((each) => (
            <Tag key={each} kind="amber">
              {t(`duplicates.why.${each}`)}
            </Tag>
          ))}
        </div>
        <div className={classes.acts}>
          <Button variant="subtle" size="sm" busy={notSame.busy} onClick={() => void tell(false)}>
            {t('duplicates.notSame')}
          </Button>
          <Button
            size="sm"
            leftSection={<Icon of={IconArrowsJoin2} size={16} />}
            onClick={() => void navigate({ to: '/duplicates', search: { one: one.dossier, other: other.dossier } })}
          >
            {t('duplicates.look')}
          </Button>
        </div>
      </div>
      <ErrorNote failure={notSame.failure} />
    </Card>
  );
}

function Who({ who }: { who: Pair['one'] }) {
  const { t } = useTranslation();
  return (
    <p className={classes.who}>
      <NameSquare name={who} />
      <span>
        <Link to="/dossier/$id/$tab" params={{ id: who.dossier, tab: 'overview' }}>
          {displayName(who) || who.externalReference || t('common.noName')}
        </Link>
        <span className={classes.quiet}>{[who.place, who.externalReference].filter(Boolean).join(' · ')}</span>
      </span>
    </p>
  );
}
