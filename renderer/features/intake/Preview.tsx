/**
 * Who comes in: a list of any length and, beside it, what exactly comes of the one that is chosen. Arrow keys walk, 1, 2 and 3
 * decide, Ctrl+Enter takes in.
 */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { Button, PlainButton } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { ariaKeys, pressed } from '../../../core/shortcuts/shortcuts.ts';
import { Tag } from '../../components/Tag.tsx';
import { choices, decideAllSame, FILTERS, shownBy, suggested, tally, type Decision, type Filter } from './decisions.ts';
import { IncomingDetail } from './IncomingDetail.tsx';
import type { Plan } from './IntakeScreen.tsx';
import { useIncoming } from './useIncoming.ts';
import classes from './Preview.module.css';

const ROW_PX = 52;
const DECISION_OF = { intakeAdd: 'add', intakeMerge: 'merge', intakeSkip: 'skip' } as const satisfies Record<
  string,
  Decision
>;

export function Preview({
  plan,
  onApply,
  onDiscard,
  onColumns,
}: {
  plan: Plan;
  onApply: (decisions: readonly Decision[]) => void;
  onDiscard: () => void;
  onColumns?: () => void;
}) {
  const { t } = useTranslation();
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => suggested(plan));
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => shownBy(plan, filter), [plan, filter]);
  const hasAside = useMemo(() => new Set(plan.notUnderstood), [plan]);
  const isSame = useMemo(() => new Set(plan.same), [plan]);
  const place = Math.max(0, shown.indexOf(chosen));
  const current = shown[place];
  const counts = tally(decisions);
  const writes = counts.add + counts.merge;
  // The compiler that this rule speaks for is not in use; the virtualizer itself renders again when it scrolls.
  // eslint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const inSight = virtual.getVirtualItems();
  const lines = useIncoming(plan.plan, shown, inSight[0]?.index ?? 0, inSight.at(-1)?.index ?? 0);
  useEffect(() => list.current?.focus(), []);

  const set = (next: Decision) => {
    if (current !== undefined && choices(isSame.has(current)).includes(next))
      setDecisions((before) => before.with(current, next));
  };
  const go = (to: number) => {
    const row = Math.min(Math.max(0, to), shown.length - 1);
    setChosen(shown[row] ?? 0);
    virtual.scrollToIndex(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (pressed(event, 'intakeApply') && writes > 0) {
      event.preventDefault();
      onApply(decisions);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const heard = pressed(event, 'intakeAdd', 'intakeMerge', 'intakeSkip');
    const step = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: shown.length - 1,
      PageDown: place + 10,
      PageUp: place - 10,
    }[event.key];
    if (heard) set(DECISION_OF[heard]);
    else if (step !== undefined && event.target === list.current) go(step);
    else return;
    event.preventDefault();
  };

  return (
    <div className={classes.preview} onKeyDown={onKeyDown}>
      <div className={classes.bar}>
        <div className={classes.filters} role="group" aria-label={t('intake.found', { count: plan.found })}>
          {FILTERS.map((each) => {
            const count = shownBy(plan, each).length;
            return (
              <PlainButton
                key={each}
                className={classes.filter}
                aria-pressed={filter === each}
                disabled={count === 0 && each !== 'all'}
                onClick={() => setFilter(each)}
              >
                {t(
                  `intake.${({ all: 'filterAll', new: 'filterNew', same: 'filterSame', notUnderstood: 'filterNotUnderstood' } as const)[each]}`,
                )}{' '}
                <span className={classes.count}>{count}</span>
              </PlainButton>
            );
          })}
        </div>
        {plan.same.length > 0 && (
          <div className={classes.bulk} role="group" aria-label={t('intake.bulk')}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(plan, decisions, 'merge'))}
            >
              {t('intake.bulkMerge')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(plan, decisions, 'add'))}
            >
              {t('intake.bulkAdd')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(plan, decisions, 'skip'))}
            >
              {t('intake.bulkSkip')}
            </Button>
          </div>
        )}
      </div>

      {lines.failure && <ErrorNote failure={lines.failure} retry={lines.retry} />}
      <div className={classes.panes}>
        <div
          ref={list}
          className={classes.list}
          role="listbox"
          tabIndex={0}
          aria-label={t('intake.listName')}
          aria-describedby="intake-keys"
          aria-activedescendant={current === undefined ? undefined : `incoming-${current}`}
        >
          <div className={classes.length} style={{ height: virtual.getTotalSize() }} role="presentation">
            {inSight.map((item) => {
              const at = shown[item.index];
              if (at === undefined) return null;
              const line = lines.at(item.index);
              const decision = decisions[at] ?? 'skip';
              return (
                <div
                  key={at}
                  id={`incoming-${at}`}
                  role="option"
                  aria-selected={at === current}
                  aria-busy={!line}
                  aria-posinset={item.index + 1}
                  aria-setsize={shown.length}
                  className={classes.line}
                  style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                  onClick={() => setChosen(at)}
                >
                  <span className={classes.who}>
                    <span className={classes.name}>{line && (line.name || t('intake.noName'))}</span>
                    <span className={classes.sub}>
                      {line &&
                        [
                          line.place,
                          line.looksLike === null ? t('intake.new') : t('intake.looksLike', { name: line.looksLike }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                    </span>
                  </span>
                  <Tag kind={decision === 'add' ? 'green' : decision === 'merge' ? 'petrol' : 'plain'}>
                    {t(`intake.decision.${decision}`)}
                  </Tag>
                </div>
              );
            })}
          </div>
        </div>
        {current !== undefined && (
          <IncomingDetail
            plan={plan.plan}
            index={current}
            inList={lines.at(place)?.name}
            isSame={isSame.has(current)}
            hasAside={hasAside.has(current)}
            decision={decisions[current] ?? 'skip'}
            onDecide={set}
          />
        )}
      </div>

      <div className={classes.foot} data-foot>
        <p className={classes.tally} role="status">
          {t('intake.tally', counts)}
        </p>
        <p id="intake-keys" className={classes.keys}>
          {t('intake.keys')}
        </p>
        {onColumns && (
          <Button variant="default" onClick={onColumns}>
            {t('intake.toColumns')}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard}>
          {t('intake.discard')}
        </Button>
        <Button
          disabled={writes === 0}
          aria-keyshortcuts={ariaKeys('intakeApply')}
          rightSection={<KeyHint of="intakeApply" />}
          onClick={() => onApply(decisions)}
        >
          {writes === 0 ? t('intake.applyNothing') : t('intake.apply', { count: writes })}
        </Button>
      </div>
    </div>
  );
}
