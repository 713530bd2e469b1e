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
  type Ref,
} from 'react';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { pressed } from '../../../core/shortcuts/shortcuts.ts';
import { Icon } from '../../components/Icon.tsx';
import { Cell, useCellWords, type CellWords } from './Cell.tsx';
import { useListMemory, type Column, type Line, type ListState } from './list-state.ts';
import classes from './candidates.module.css';

/** Least width in rem, and the share in what is left. The default columns fit beside the rooms at 1280. */
const WIDTH: Record<Column, readonly [least: number, share: number]> = {
  name: [13, 2],
  place: [7.5, 1],
  phase: [8.5, 0.8],
  occupation: [10, 1.4],
  availableFrom: [7, 0.8],
  hours: [7, 0.4],
  licences: [6, 0.6],
  changedAt: [8, 0.6],
  state: [12, 1],
};

/** What the list hears while the keyboard is on it. */
const KEYS = ['listDown', 'listUp', 'listPageDown', 'listPageUp', 'listFirst', 'listLast', 'listOpen'] as const;

const rem = (count: number) => count * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

export function CandidateGrid({
  ref,
  state,
  onChange,
  total,
  lineAt,
  onRange,
  chosen,
  onChoose,
  onOpen,
  onType,
}: {
  ref: Ref<HTMLDivElement>;
  state: ListState;
  onChange: (state: ListState) => void;
  total: number;
  lineAt: (index: number) => Line | undefined;
  /** Which rows are in view, so that their pages can be read. */
  onRange: (first: number, last: number) => void;
  chosen: number;
  onChoose: (index: number) => void;
  onOpen: (index: number) => void;
  onType: (letter: string) => void;
}) {
  const { t } = useTranslation();
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
  const latest = useRef({ onChoose, onOpen });
  latest.current = { onChoose, onOpen };
  const onRowClick = useCallback((index: number) => {
    latest.current.onChoose(index);
    latest.current.onOpen(index);
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
      case null:
        if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return;
        onType(event.key);
    }
    event.preventDefault();
  };

  const sortBy = (column: Column) =>
    onChange({
      ...state,
      sort: { column, descending: state.sort.column === column ? !state.sort.descending : column === 'changedAt' },
    });

  const gridTemplateColumns = state.columns
    .map((column) => `minmax(${WIDTH[column][0]}rem, ${WIDTH[column][1]}fr)`)
    .join(' ');
  // Head and rows share one width, also where it is more than the window's.
  const minWidth = `calc(${state.columns.reduce((sum, column) => sum + WIDTH[column][0], 0)}rem + 16px)`;
  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      tabIndex={0}
      data-quiet-focus
      aria-label={t('candidates.list')}
      aria-rowcount={total + 1}
      aria-colcount={state.columns.length}
      aria-activedescendant={first <= chosen && chosen <= last ? `candidate-${chosen}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        memory.current.scrollTop = event.currentTarget.scrollTop;
      }}
    >
      <div role="rowgroup" className={classes.head} style={{ minWidth }}>
        <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns }}>
          {state.columns.map((column) => {
            const sorted = state.sort.column === column;
            return (
              <div
                key={column}
                role="columnheader"
                className={classes.headCell}
                aria-sort={sorted ? (state.sort.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => sortBy(column)} data-sorted={sorted || undefined}>
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
              selected={item.index === chosen}
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
  selected,
  height,
  top,
  say,
  onClick,
}: {
  index: number;
  line: Line | undefined;
  columns: readonly Column[];
  gridTemplateColumns: string;
  selected: boolean;
  height: number;
  top: number;
  say: CellWords;
  onClick: (index: number) => void;
}) {
  return (
    <div
      id={`candidate-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      style={{ gridTemplateColumns, height, transform: `translateY(${top}px)` }}
      onClick={() => onClick(index)}
    >
      {columns.map((column) => (
        <div key={column} role="gridcell" className={classes.cell}>
          {line ? <Cell line={line} column={column} say={say} /> : <span className={classes.coming} />}
        </div>
      ))}
    </div>
  );
});
