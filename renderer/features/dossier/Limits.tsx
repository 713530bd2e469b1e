/** The card of what may not be done with a dossier: what stands, what was lifted, and the way to put and to lift it. */
import { useState } from 'react';
import { IconHandStop, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { freezing } from '../../../core/privacy/limits.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { useCommands } from '../../components/commands.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { LiftDialog, ObjectDialog, RestrictDialog } from './LimitDialogs.tsx';
import classes from './Limits.module.css';

type Restriction = Row<'restriction'>;
type Asking = { readonly what: 'restrict' | 'object' } | { readonly what: 'lift'; readonly of: Restriction };

/** From everywhere in the dossier: the dialogs, and their commands in the search box. */
export function LimitCommands() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [frozenBy] = freezing(rows.restriction);
  const command = (key: string, icon: typeof IconLock, label: string, also: string, run: () => void) => ({
    key: `dossier.${key}`,
    icon,
    words: t('search.inDossier', { what: label }),
    also,
    run,
  });
  useCommands([
    ...(frozenBy
      ? [
          command('lift', IconLockOpen, t('limits.lift'), t('limits.alsoLift'), () =>
            setAsking({ what: 'lift', of: frozenBy }),
          ),
        ]
      : [
          command('restrict', IconLock, t('limits.restrict'), t('limits.alsoRestrict'), () =>
            setAsking({ what: 'restrict' }),
          ),
        ]),
    command('object', IconHandStop, t('limits.object'), t('limits.alsoObject'), () => setAsking({ what: 'object' })),
  ]);
  return <Asked asking={asking} onClose={() => setAsking(null)} />;
}

function Asked({ asking, onClose }: { asking: Asking | null; onClose: () => void }) {
  switch (asking?.what) {
    case 'restrict':
      return <RestrictDialog onClose={onClose} />;
    case 'object':
      return <ObjectDialog onClose={onClose} />;
    case 'lift':
      return <LiftDialog of={asking.of} onClose={onClose} />;
    case undefined:
      return null;
  }
}

export function Limits() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const [asking, setAsking] = useState<Asking | null>(null);
  const isFrozen = freezing(rows.restriction).length > 0;
  const order = rows.restriction.toSorted(
    (one, other) =>
      Number(one.liftedOn !== null) - Number(other.liftedOn !== null) ||
      (other.from ?? '').localeCompare(one.from ?? ''),
  );
  return (
    <Card title={t('limits.title')} aside={rows.restriction.length || undefined}>
      {order.length === 0 ? (
        <EmptyState small title={t('limits.none')} />
      ) : (
        <ul className={classes.list}>
          {order.map((row) => (
            <li key={row.id} data-restriction>
              <OneLimit row={row} onLift={() => setAsking({ what: 'lift', of: row })} />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.buttons} data-no-print>
        {!isFrozen && (
          <Button
            variant="default"
            leftSection={<Icon of={IconLock} />}
            onClick={() => setAsking({ what: 'restrict' })}
          >
            {t('limits.restrict')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<Icon of={IconHandStop} />}
          onClick={() => setAsking({ what: 'object' })}
        >
          {t('limits.object')}
        </Button>
      </div>
      <Asked asking={asking} onClose={() => setAsking(null)} />
    </Card>
  );
}

function OneLimit({ row, onLift }: { row: Restriction; onLift: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { kind, from, ground, reason, purposes, toldOn, liftedOn, liftReason } = row;
  const day = (date: string): string => formatPartialDate(date, words.language);
  const isObjection = kind === 'objection';
  return (
    <div className={classes.limit}>
      <div className={classes.words}>
        <p className={classes.marks}>
          <b>{words.option('restriction', 'kind', kind ?? 'restriction')}</b>
          {isObjection &&
            (purposes ?? []).map((each) => <Tag key={each}>{words.option('restriction', 'purposes', each)}</Tag>)}
          {liftedOn === null ? (
            <Tag kind={isObjection ? 'amber' : 'violet'} icon={isObjection ? IconHandStop : IconLock}>
              {from === null ? t('limits.shielded') : t('limits.standsSince', { date: day(from) })}
            </Tag>
          ) : (
            <Tag>{t('limits.liftedOn', { date: day(liftedOn) })}</Tag>
          )}
        </p>
        {(ground ?? reason) !== null && (
          <p>{[ground && words.option('restriction', 'ground', ground), reason].filter(Boolean).join('. ')}</p>
        )}
        {(toldOn ?? liftReason) !== null && (
          <p className={classes.quiet}>
            {[toldOn && t('limits.toldBefore', { date: day(toldOn) }), liftReason].filter(Boolean).join('. ')}
          </p>
        )}
      </div>
      {liftedOn === null && (
        <Button variant="default" size="compact-sm" data-no-print onClick={onLift}>
          {t('limits.lift')}
        </Button>
      )}
    </div>
  );
}
