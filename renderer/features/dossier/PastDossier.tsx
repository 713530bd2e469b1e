/**
 * The dossier as it was on a moment: read only, on the same tabs, with what is different now marked and one key to give an old answer back.
 * Keys: ← and → go to the change before and after, Esc goes back to now.
 */
import { useState, type ReactNode } from 'react';
import { Select } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconHistory, IconHourglassEmpty } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { displayName } from '../../../core/domain/name.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button, Switch } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CONCEPTS_OF, TABS, type Tab } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { timeText } from '../../components/MomentText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { useWords } from '../../components/useWords.ts';
import { fieldOf, isEmpty, shownText } from '../../components/field-text.ts';
import { isSensitive } from './changes.ts';
import { differencesBetween, rowsOf, type Difference } from './differences.ts';
import { useDossier } from './DossierContext.tsx';
import type { AnyRow } from './editing.ts';
import { dayEnd, daysOf, nextMoment, previousMoment } from './moments.ts';
import screen from './DossierScreen.module.css';
import classes from './PastDossier.module.css';

/** Tabs that show rows; and first what is different now. */
const PAST_TABS = TABS.filter((tab) => tab === 'overview' || CONCEPTS_OF[tab] !== undefined);

export function PastDossier({ at, tab }: { at: number; tab: Tab }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const navigate = useNavigate();
  const now = useDossier();
  const { id } = now.candidate;
  const asked = useAsk('dossier.asItWas', { dossier: id, at }, { keepPrevious: true });
  const [showSensitive, setShowSensitive] = useState(false);
  const moments = asked.data?.moments ?? [];
  const before = previousMoment(moments, at);
  const after = nextMoment(moments, at);
  const current = PAST_TABS.includes(tab) ? tab : 'overview';
  const goTo = (asOf: number | null) =>
    void navigate({
      to: '/dossier/$id/$tab',
      params: { id, tab: asOf === null ? 'history' : current },
      search: asOf === null ? {} : { asOf },
    });
  const stepTo = (moment: number | null) => {
    if (moment !== null) goTo(moment);
  };

  useShortcuts({
    pastEarlier: () => stepTo(before),
    pastLater: () => stepTo(after),
    pastLeave: () => goTo(null),
  });

  const then = asked.data?.dossier ?? null;
  const differences = then ? differencesBetween(then, now) : [];
  const days = daysOf(moments);
  const when = t('past.moment', {
    day: formatPartialDate(localDay(at), language, 'long'),
    time: timeText(at, language),
  });
  return (
    <div className={screen.screen} data-dossier data-past>
      <div className={screen.top}>
        <div className={classes.bar} role="status">
          <Icon of={IconHistory} />
          <h1 className={classes.title}>
            {t('past.asItWas', { name: displayName(now.candidate) || t('common.noName') })} <strong>{when}</strong>
          </h1>
          <div className={classes.steps}>
            <Button
              size="xs"
              variant="default"
              disabled={before === null}
              aria-keyshortcuts={ariaKeys('pastEarlier')}
              leftSection={<Icon of={IconArrowLeft} size={16} />}
              rightSection={<KeyHint of="pastEarlier" />}
              onClick={() => stepTo(before)}
            >
              {t('past.previous')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={after === null}
              aria-keyshortcuts={ariaKeys('pastLater')}
              leftSection={<Icon of={IconArrowRight} size={16} />}
              rightSection={<KeyHint of="pastLater" />}
              onClick={() => stepTo(after)}
            >
              {t('past.next')}
            </Button>
            <Select
              size="xs"
              w={190}
              aria-label={t('past.dayChoice')}
              placeholder={t('past.dayChoice')}
              searchable
              nothingFoundMessage={t('dossier.noOption')}
              value={null}
              data={days.toReversed().map((day) => ({ value: day, label: formatPartialDate(day, language, 'long') }))}
              onChange={(day) => day && goTo(dayEnd(day))}
            />
            <Button
              size="xs"
              aria-keyshortcuts={ariaKeys('pastLeave')}
              rightSection={<KeyHint of="pastLeave" />}
              onClick={() => goTo(null)}
            >
              {t('past.backToNow')}
            </Button>
          </div>
        </div>
        <nav aria-label={t('dossier.tabs')} className={screen.tabs}>
          {PAST_TABS.map((each) => {
            const count = then
              ? (CONCEPTS_OF[each] ?? []).reduce((sum, concept) => sum + rowsOf(then, concept).length, 0)
              : 0;
            return (
              <Link
                key={each}
                to="/dossier/$id/$tab"
                params={{ id, tab: each }}
                search={{ asOf: at }}
                className={screen.tab}
                {...(each === current ? { 'aria-current': 'page' as const } : {})}
              >
                <span
                  className={screen.label}
                  data-text={each === 'overview' ? t('past.different') : t(`dossier.tab.${each}`)}
                >
                  {each === 'overview' ? t('past.different') : t(`dossier.tab.${each}`)}
                </span>
                {each === 'overview'
                  ? differences.length > 0 && <span className={screen.count}>{differences.length}</span>
                  : count > 0 && each !== 'profile' && <span className={screen.count}>{count}</span>}
              </Link>
            );
          })}
        </nav>
      </div>
      <div className={screen.panel} key={current}>
        {asked.isError && <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />}
        {asked.data && asked.data.uncertain > 0 && (
          <p className={classes.uncertain}>{t('past.uncertain', { count: asked.data.uncertain })}</p>
        )}
        {asked.data && !then && (
          <EmptyState icon={IconHourglassEmpty} title={t('past.notThere')}>
            {t('past.notThereWhat')}
          </EmptyState>
        )}
        {then && (
          <>
            <Switch
              label={t('dossier.showSensitive')}
              checked={showSensitive}
              onChange={(event) => setShowSensitive(event.currentTarget.checked)}
            />
            {current === 'overview' ? (
              <Differences differences={differences} at={at} then={then} showSensitive={showSensitive} />
            ) : (
              (CONCEPTS_OF[current] ?? []).map((concept) => (
                <Rows
                  key={concept}
                  concept={concept}
                  at={at}
                  then={then}
                  differences={differences}
                  showSensitive={showSensitive}
                />
              ))
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Differences({
  differences,
  at,
  then,
  showSensitive,
}: {
  differences: readonly Difference[];
  at: number;
  then: Dossier;
  showSensitive: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const came = differences.filter((each) => each.was === null);
  const others = differences.filter((each) => each.was !== null);
  const counts = Map.groupBy(came, ({ concept }) => concept);
  if (differences.length === 0)
    return (
      <Card>
        <EmptyState small title={t('past.nothingDifferent')} />
      </Card>
    );
  return (
    <>
      {others.length > 0 && (
        <Card title={t('past.differentTitle')}>
          <ul className={classes.rows}>
            {others.map((each) =>
              each.was ? (
                <PastRow
                  key={`${each.concept}/${each.row}`}
                  concept={each.concept}
                  row={each.was}
                  at={at}
                  then={then}
                  difference={each}
                  showSensitive={showSensitive}
                  only={each.now ? each.fields : undefined}
                  named
                />
              ) : null,
            )}
          </ul>
        </Card>
      )}
      {counts.size > 0 && (
        <Card title={t('past.cameSince')}>
          <ul className={classes.came}>
            {[...counts].map(([concept, rows]) => (
              <li key={concept}>
                {words.concept(concept, rows.length === 1 ? 'one' : 'many')}: {rows.length}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Rows({
  concept,
  at,
  then,
  differences,
  showSensitive,
}: {
  concept: ConceptName;
  at: number;
  then: Dossier;
  differences: readonly Difference[];
  showSensitive: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const rows = rowsOf(then, concept);
  const isOne = concept === 'candidate' || concept === 'availability';
  return (
    <Card
      title={
        <>
          {words.concept(concept, isOne ? 'one' : 'many')}{' '}
          {!isOne && rows.length > 0 && <span className={classes.number}>{rows.length}</span>}
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState small title={t('past.noneThen')} />
      ) : (
        <ul className={classes.rows}>
          {rows.map((row) => (
            <PastRow
              key={row.id}
              concept={concept}
              row={row}
              at={at}
              then={then}
              difference={differences.find((each) => each.concept === concept && each.row === row.id)}
              showSensitive={showSensitive}
              named={!isOne}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function PastRow({
  concept,
  row,
  at,
  then,
  difference,
  showSensitive,
  only,
  named,
}: {
  concept: ConceptName;
  row: AnyRow;
  at: number;
  then: Dossier;
  difference: Difference | undefined;
  showSensitive: boolean;
  /** Only these fields. */
  only?: readonly string[] | undefined;
  /** Whether the row says what it is: its concept has several. */
  named: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const putBack = usePutBack(concept, row.id, at);
  const isGone = difference !== undefined && difference.now === null;
  const changed = new Set(difference?.fields);
  const isNamed = named && concept !== 'candidate' && concept !== 'availability';
  const naming = isNamed && (showSensitive || !mayBeSensitive(concept)) ? namingField(concept, row) : undefined;
  const title = naming === undefined ? '' : String(row[naming]);
  const fields = Object.keys(conceptOf(concept).fields).filter(
    (field) =>
      (only?.includes(field) ?? true) &&
      (changed.has(field) || (field !== naming && !isEmpty(row[field] as FieldValue))),
  );
  return (
    <li className={classes.row} data-gone={isGone || undefined}>
      {named && (
        <p className={classes.name}>
          <span>
            {only !== undefined || isGone
              ? `${words.concept(concept)}${title ? `: ${title}` : ''}`
              : title || words.concept(concept)}
          </span>
          {isGone && <Tag kind="amber">{t('past.gone')}</Tag>}
          {isGone && (
            <PutBack busy={putBack.busy} what={title || words.concept(concept)} onClick={() => void putBack.run()} />
          )}
        </p>
      )}
      <dl className={classes.fields}>
        {fields.map((field) => {
          const isHidden = !showSensitive && (isSensitive({ concept, field }) || field === 'confidentialNote');
          const isChanged = changed.has(field);
          return (
            <div key={field} className={classes.field} data-changed={isChanged || undefined}>
              <dt>{words.field(concept, field)}</dt>
              <dd>
                {isHidden ? (
                  <span className={classes.hidden}>{t('dossier.hiddenHere')}</span>
                ) : (
                  <Value concept={concept} field={field} value={row[field] as FieldValue} then={then} />
                )}
                {isChanged && (
                  <span className={classes.now}>
                    <span>
                      {t('past.now')}{' '}
                      {isHidden ? (
                        t('dossier.hiddenHere')
                      ) : (
                        <Value
                          concept={concept}
                          field={field}
                          value={difference?.now?.[field] as FieldValue}
                          then={then}
                        />
                      )}
                    </span>
                    <PutBack
                      busy={putBack.busy}
                      what={words.field(concept, field)}
                      onClick={() => void putBack.run([field])}
                    />
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </li>
  );
}

function PutBack({ busy, what, onClick }: { busy: boolean; what: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact-xs"
      variant="default"
      busy={busy}
      leftSection={<Icon of={IconArrowBackUp} size={16} />}
      aria-label={t('past.putBackWhat', { what })}
      onClick={onClick}
    >
      {t('past.putBack')}
    </Button>
  );
}

/** The old answer is written anew: one deed, that can be undone like any other. */
function usePutBack(concept: ConceptName, row: string, at: number) {
  const { t } = useTranslation();
  const { candidate } = useDossier();
  const { run, busy } = useDo('dossier.putBack');
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  return {
    busy,
    run: async (fields?: string[]) => {
      const answer = await run({ dossier: candidate.id, concept, row, at, ...(fields ? { fields } : {}) });
      if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
      const { group } = answer.value;
      say({
        message: t('past.wasPutBack'),
        ...(group === null ? {} : { action: { label: t('common.undo'), run: () => undoOf(group) } }),
      });
    },
  };
}

function Value({
  concept,
  field,
  value,
  then,
}: {
  concept: ConceptName;
  field: string;
  value: FieldValue | undefined;
  then: Dossier;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useWords();
  if (isEmpty(value)) return <span className={classes.blank}>{t('dossier.blank')}</span>;
  const { kind } = fieldOf(concept, field);
  if (kind === 'image') return <span className={classes.blank}>{t('past.picture')}</span>;
  if (kind === 'numbers') return <span className={classes.blank}>{t('past.figures')}</span>;
  if (kind === 'reference') {
    const [of, row] = String(value).split('/');
    const found = of && row ? rowsOfKnown(then, of).find((each) => each.id === row) : undefined;
    const named = found && namingField(of as ConceptName, found);
    const name = found && named ? String(found[named]) : '';
    const what = shownText(concept, field, value, language);
    return name ? `${what}: ${name}` : what;
  }
  return <span className={classes.value}>{shownText(concept, field, value, language)}</span>;
}

const rowsOfKnown = (dossier: Dossier, concept: string): readonly AnyRow[] =>
  concept === 'candidate' || concept === 'availability' || Object.hasOwn(dossier.rows, concept)
    ? rowsOf(dossier, concept as ConceptName)
    : [];

/** The field that names a row: its first answer in words. */
const namingField = (concept: ConceptName, row: AnyRow): string | undefined =>
  Object.entries(conceptOf(concept).fields).find(
    ([field, { kind }]) => kind === 'text' && !isEmpty(row[field] as FieldValue),
  )?.[0];

const mayBeSensitive = (concept: ConceptName): boolean =>
  Object.keys(conceptOf(concept).fields).some((field) => isSensitive({ concept, field }));
