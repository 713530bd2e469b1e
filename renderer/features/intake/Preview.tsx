/**
 * Who comes in: a list of any length and, beside it, what exactly comes of the one that is chosen. Arrow keys walk, 1, 2 and 3
 * decide, Ctrl+Enter takes in.
 */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Tag } from '../../components/Tag.tsx';
import { decide, decideAllSame, FILTERS, passes, suggested, tally, type Decision, type Filter } from './decisions.ts';
import { IncomingDetail } from './IncomingDetail.tsx';
import type { Plan } from './IntakeScreen.tsx';
import classes from './Preview.module.css';

const ROW_PX = 52;
const KEYS: Readonly<Record<string, Decision>> = { '1': 'add', '2': 'merge', '3': 'skip' };

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
  const { incoming } = plan;
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => suggested(incoming));
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => incoming.map((each, at) => ({ each, at })).filter(({ each }) => passes(each, filter)),
    [incoming, filter],
  );
  const place = Math.max(
    0,
    shown.findIndex(({ at }) => at === chosen),
  );
  const current = shown[place];
  const counts = tally(decisions);
  const writes = counts.add + counts.merge;
  const anySame = incoming.some((each) => each.same);
  // The compiler that this rule speaks for is not in use; the virtualizer itself renders again when it scrolls.
  // eslint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  useEffect(() => list.current?.focus(), []);

  const set = (next: Decision) => {
    if (current) setDecisions((before) => decide(before, current.at, current.each, next));
  };
  const go = (to: number) => {
    const next = shown[Math.min(Math.max(0, to), shown.length - 1)];
    if (!next) return;
    setChosen(next.at);
    virtual.scrollToIndex(shown.indexOf(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter' && writes > 0) {
      event.preventDefault();
      onApply(decisions);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const decision = KEYS[event.key];
    const step = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: shown.length - 1,
      PageDown: place + 10,
      PageUp: place - 10,
    }[event.key];
    if (decision) set(decision);
    else if (step !== undefined && event.target === list.current) go(step);
    else return;
    event.preventDefault();
  };

  return (
    <div className={classes.preview} onKeyDown={onKeyDown}>
      <div className={classes.bar}>
        <div className={classes.filters} role="group" aria-label={t('intake.found', { count: incoming.length })}>
          {FILTERS.map((each) => {
            const count = incoming.filter((one) => passes(one, each)).length;
            return (
              <button
                key={each}
                type="button"
                className={classes.filter}
                aria-pressed={filter === each}
                disabled={count === 0 && each !== 'all'}
                onClick={() => setFilter(each)}
              >
                {t(
                  `intake.${({ all: 'filterAll', new: 'filterNew', same: 'filterSame', notUnderstood: 'filterNotUnderstood' } as const)[each]}`,
                )}{' '}
                <span className={classes.count}>{count}</span>
              </button>
            );
          })}
        </div>
        {anySame && (
          <div className={classes.bulk} role="group" aria-label={t('intake.bulk')}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(incoming, decisions, 'merge'))}
            >
              {t('intake.bulkMerge')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(incoming, decisions, 'add'))}
            >
              {t('intake.bulkAdd')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDecisions(decideAllSame(incoming, decisions, 'skip'))}
            >
              {t('intake.bulkSkip')}
            </Button>
          </div>
        )}
      </div>

      <div className={classes.panes}>
        <div
          ref={list}
          className={classes.list}
          role="listbox"
          tabIndex={0}
          aria-label={t('intake.listName')}
          aria-describedby="intake-keys"
          aria-activedescendant={current ? `incoming-${current.at}` : undefined}
        >
          <div className={classes.length} style={{ height: virtual.getTotalSize() }} role="presentation">
            {virtual.getVirtualItems().map((item) => {
              const line = shown[item.index];
              if (!line) return null;
              const { each, at } = line;
              const decision = decisions[at] ?? 'skip';
              return (
                <div
                  key={at}
                  id={`incoming-${at}`}
                  role="option"
                  aria-selected={at === current?.at}
                  aria-posinset={item.index + 1}
                  aria-setsize={shown.length}
                  className={classes.line}
                  style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                  onClick={() => setChosen(at)}
                >
                  <span className={classes.who}>
                    <span className={classes.name}>{each.name || t('intake.noName')}</span>
                    <span className={classes.sub}>
                      {[each.place, each.same ? t('intake.looksLike', { name: each.same.name }) : t('intake.new')]
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
        {current && (
          <IncomingDetail incoming={current.each} decision={decisions[current.at] ?? 'skip'} onDecide={set} />
        )}
      </div>

      <div className={classes.foot}>
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
          aria-keyshortcuts="Control+Enter"
          rightSection={<KeyHint keys="Ctrl ↵" />}
          onClick={() => onApply(decisions)}
        >
          {writes === 0 ? t('intake.applyNothing') : t('intake.apply', { count: writes })}
        </Button>
      </div>
    </div>
  );
}
