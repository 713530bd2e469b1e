/**
 * The grid: ten thousand rows of which a screenful exists. It is one stop for Tab; inside it the arrows choose a row,
 * Enter opens it, and a letter goes on in the filter. Screen readers hear the place of each row in the whole.
 */
import {
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { IconArrowDown, IconArrowUp, IconCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { ariaKeys, pressed } from '../../../core/shortcuts/shortcuts.ts';
import { Icon } from '../../components/Icon.tsx';
import { useKeyText } from '../../components/KeyHint.tsx';
import type { Picked } from '../../components/picked.tsx';
import { Cell, useCellWords, type CellWords } from './Cell.tsx';
import { useListMemory, type Column, type Line, type ListState } from './list-state.ts';
import classes from './candidates.module.css';

/** Least width in rem, and the share in what is left. The default columns fit beside the rooms at 1280. */
const WIDTH: Record<Column, readonly [least: number, share: number]> = {
  name: [12.25, 2],
  place: [7, 1],
  phase: [8.5, 0.8],
  occupation: [9.25, 1.4],
  availableFrom: [7, 0.8],
  hours: [6.5, 0.4],
  licences: [6, 0.6],
  changedAt: [7.75, 0.6],
  state: [12, 1],
  lastContact: [8, 0.6],
  nextAppointment: [9, 0.8],
  openTasks: [7, 0.4],
  phaseSince: [7, 0.6],
};
/** The place of the checkbox, in rem. */
const PICK_WIDTH = 2.25;
const WIDTH_STEP = 1;
const LEAST_WIDTH = 4;
const MOST_WIDTH = 40;

/** What the list hears while the keyboard is on it. */
const KEYS = [
  'listDown',
  'listUp',
  'listPageDown',
  'listPageUp',
  'listFirst',
  'listLast',
  'listOpen',
  'pick',
  'pickDown',
  'pickUp',
  'pickAll',
  'pickNobody',
] as const;
/** What the head of a column hears. */
const HEAD_KEYS = ['columnLeft', 'columnRight', 'columnNarrower', 'columnWider'] as const;

/** Of these the newest, or the most, is looked for first. */
const NEWEST_FIRST: ReadonlySet<Column> = new Set(['changedAt', 'lastContact', 'openTasks', 'phaseSince']);

const rem = (count: number) => count * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

export function CandidateGrid({
  ref,
  state,
  onChange,
  onColumns,
  total,
  lineAt,
  onRange,
  chosen,
  onChoose,
  onOpen,
  onType,
  picked,
  onPick,
  onPickTo,
  onPickAll,
  onPickNobody,
}: {
  ref: Ref<HTMLDivElement>;
  state: ListState;
  onChange: (state: ListState) => void;
  /** Other columns, or other widths: the reader stays where they are. */
  onColumns: (state: ListState) => void;
  total: number;
  lineAt: (index: number) => Line | undefined;
  /** Which rows are in view, so that their pages can be read. */
  onRange: (first: number, last: number) => void;
  chosen: number;
  onChoose: (index: number) => void;
  onOpen: (index: number) => void;
  onType: (letter: string) => void;
  picked: Picked;
  /** Picks somebody, or not any more. */
  onPick: (index: number) => void;
  /** Picks everybody from the last one that was picked to this one. */
  onPickTo: (index: number) => void;
  onPickAll: () => void;
  onPickNobody: () => void;
}) {
  const { t } = useTranslation();
  const keyText = useKeyText();
  const say = useCellWords();
  const memory = useListMemory();
  const scroller = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement);
  const headHeight = rem(2.5);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rem(3),
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight + 4,
    scrollPaddingEnd: 4,
    initialOffset: memory.current.scrollTop,
    // React 19 paints synchronously anyway for a scroll; flushing each time costs frames.
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  // Back from a dossier: where the reader was, with the keyboard on the list.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = memory.current.scrollTop;
    if (document.activeElement === document.body || document.activeElement?.tagName === 'MAIN')
      element.focus({ preventScroll: true });
  }, [memory]);

  // The same function for every row and every scroll, so that a row that stays is not drawn again.
  const latest = useRef({ onChoose, onOpen, onPick, onPickTo });
  latest.current = { onChoose, onOpen, onPick, onPickTo };
  const onRowClick = useCallback((index: number, event: MouseEvent) => {
    const onBox = event.target instanceof Element && event.target.closest('[data-pick]') !== null;
    latest.current.onChoose(index);
    if (event.shiftKey) latest.current.onPickTo(index);
    else if (onBox || event.ctrlKey || event.metaKey) latest.current.onPick(index);
    else latest.current.onOpen(index);
  }, []);

  const go = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    onChoose(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const page = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rem(3)) - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    switch (pressed(event, ...KEYS)) {
      case 'listDown':
        go(chosen + 1);
        break;
      case 'listUp':
        go(chosen - 1);
        break;
      case 'listPageDown':
        go(chosen + page());
        break;
      case 'listPageUp':
        go(chosen - page());
        break;
      case 'listFirst':
        go(0);
        break;
      case 'listLast':
        go(total - 1);
        break;
      case 'listOpen':
        onOpen(chosen);
        break;
      case 'pick':
        onPick(chosen);
        break;
      case 'pickDown':
        go(chosen + 1);
        onPickTo(Math.min(total - 1, chosen + 1));
        break;
      case 'pickUp':
        go(chosen - 1);
        onPickTo(Math.max(0, chosen - 1));
        break;
      case 'pickAll':
        onPickAll();
        break;
      case 'pickNobody':
        onPickNobody();
        break;
      case null:
        if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return;
        onType(event.key);
    }
    event.preventDefault();
  };

  const sortBy = (column: Column) =>
    onChange({
      ...state,
      sort: { column, descending: state.sort.column === column ? !state.sort.descending : NEWEST_FIRST.has(column) },
    });

  const onHeadKey = (column: Column, event: KeyboardEvent) => {
    const heard = pressed(event, ...HEAD_KEYS);
    if (heard === null) return;
    event.preventDefault();
    if (heard === 'columnWider' || heard === 'columnNarrower') {
      const width = widthOf(column) + (heard === 'columnWider' ? WIDTH_STEP : -WIDTH_STEP);
      const within = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width));
      onColumns({ ...state, widths: { ...state.widths, [column]: within } });
      return;
    }
    const at = state.columns.indexOf(column);
    const to = at + (heard === 'columnRight' ? 1 : -1);
    if (to < 0 || to >= state.columns.length) return;
    onColumns({ ...state, columns: state.columns.toSpliced(at, 1).toSpliced(to, 0, column) });
  };

  const dragged = useRef<Column | null>(null);
  const dropOn = (column: Column) => {
    const from = dragged.current;
    dragged.current = null;
    if (from === null || from === column) return;
    const others = state.columns.filter((each) => each !== from);
    const before = state.columns.indexOf(from) > state.columns.indexOf(column);
    onColumns({ ...state, columns: others.toSpliced(others.indexOf(column) + (before ? 0 : 1), 0, from) });
  };

  const widthOf = (column: Column) => state.widths[column] ?? WIDTH[column][0];
  const gridTemplateColumns = [
    `${PICK_WIDTH}rem`,
    ...state.columns.map((column) =>
      // Whoever chose a width wants that one.
      state.widths[column] === undefined
        ? `minmax(${WIDTH[column][0]}rem, ${WIDTH[column][1]}fr)`
        : `${widthOf(column)}rem`,
    ),
  ].join(' ');
  // Head and rows share one width, also where it is more than the window's.
  const minWidth = `calc(${state.columns.reduce((sum, column) => sum + widthOf(column), PICK_WIDTH)}rem + 16px)`;
  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      tabIndex={0}
      data-quiet-focus
      aria-label={t('candidates.list')}
      aria-rowcount={total + 1}
      aria-colcount={state.columns.length + 1}
      aria-multiselectable
      aria-activedescendant={first <= chosen && chosen <= last ? `candidate-${chosen}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        memory.current.scrollTop = event.currentTarget.scrollTop;
      }}
    >
      <div role="rowgroup" className={classes.head} style={{ minWidth }}>
        <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns }}>
          <div role="columnheader" className={classes.pickHead}>
            <input
              type="checkbox"
              className={classes.pickBox}
              aria-label={t('candidates.pickAll')}
              title={`${t('candidates.pickAll')} (${keyText('pickAll')})`}
              aria-keyshortcuts={ariaKeys('pickAll')}
              checked={picked.size > 0 && picked.size >= total}
              ref={(box) => {
                if (box) box.indeterminate = picked.size > 0 && picked.size < total;
              }}
              onChange={() => (picked.size > 0 ? onPickNobody() : onPickAll())}
            />
          </div>
          {state.columns.map((column) => {
            const sorted = state.sort.column === column;
            return (
              <div
                key={column}
                role="columnheader"
                className={classes.headCell}
                aria-sort={sorted ? (state.sort.descending ? 'descending' : 'ascending') : 'none'}
                draggable
                onDragStart={() => (dragged.current = column)}
                onDragOver={(event) => event.preventDefault()}
                onDrop={() => dropOn(column)}
              >
                <button
                  type="button"
                  onClick={() => sortBy(column)}
                  onKeyDown={(event) => onHeadKey(column, event)}
                  data-sorted={sorted || undefined}
                >
                  {t(`candidates.column.${column}`)}
                  {sorted && <Icon of={state.sort.descending ? IconArrowDown : IconArrowUp} size={14} />}
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize(), minWidth }}>
        {items.map((item) => {
          return (
            <Row
              key={item.key}
              index={item.index}
              line={lineAt(item.index)}
              columns={state.columns}
              gridTemplateColumns={gridTemplateColumns}
              here={item.index === chosen}
              picked={picked.has(lineAt(item.index)?.id ?? '')}
              height={item.size}
              top={item.start - headHeight}
              say={say}
              onClick={onRowClick}
            />
          );
        })}
      </div>
    </div>
  );
}

const Row = memo(function Row({
  index,
  line,
  columns,
  gridTemplateColumns,
  here,
  picked,
  height,
  top,
  say,
  onClick,
}: {
  index: number;
  line: Line | undefined;
  columns: readonly Column[];
  gridTemplateColumns: string;
  here: boolean;
  picked: boolean;
  height: number;
  top: number;
  say: CellWords;
  onClick: (index: number, event: MouseEvent) => void;
}) {
  return (
    <div
      id={`candidate-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-here={here || undefined}
      className={classes.row}
      style={{ gridTemplateColumns, height, transform: `translateY(${top}px)` }}
      onClick={(event) => onClick(index, event)}
    >
      <div role="gridcell" className={classes.pick} data-pick>
        {/* The row itself says to a screen reader whether it is picked; Space picks it. */}
        <span className={classes.pickBox} data-picked={picked || undefined} aria-hidden>
          {picked && <Icon of={IconCheck} size={14} />}
        </span>
      </div>
      {columns.map((column) => (
        <div key={column} role="gridcell" className={classes.cell}>
          {line ? <Cell line={line} column={column} say={say} /> : <span className={classes.coming} />}
        </div>
      ))}
    </div>
  );
});
