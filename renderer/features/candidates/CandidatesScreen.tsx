/** The list of candidates: views, filters, the grid, and a new candidate. */
import { flushSync } from 'react-dom';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import {
  IconArrowsJoin2,
  IconBulb,
  IconHourglassEmpty,
  IconCheckbox,
  IconFileSpreadsheet,
  IconInbox,
  IconUserPlus,
  IconUserSearch,
  IconUsers,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import type { Failure } from '../../api/bridge.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { useCommands } from '../../components/commands.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { usePicked } from '../../components/picked.tsx';
import { useBeforePrint } from '../../components/Print.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { BulkBar } from './BulkBar.tsx';
import { CandidateGrid } from './CandidateGrid.tsx';
import { Filters } from './Filters.tsx';
import { NewCandidate } from './NewCandidate.tsx';
import { tidyFilter, useListMemory, type ListState } from './list-state.ts';
import { PaperList, type Paper } from './PaperList.tsx';
import { useExportList } from './useExportList.ts';
import { PAGE, useEveryLine, useLines } from './useLines.ts';
import { Views } from './Views.tsx';
import classes from './candidates.module.css';

export function CandidatesScreen() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const memory = useListMemory();
  const [state, setState] = useState<ListState>(memory.current.state);
  const [chosen, setChosen] = useState(memory.current.chosen);
  const [range, setRange] = useState({ first: memory.current.chosen, last: memory.current.chosen + 50 });
  const words = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { add, frozen } = useSearch({ from: '/candidates' });
  const summary = useAsk('caseload.summary', null);

  const change = useCallback(
    (next: ListState) => {
      setState(next);
      memory.current.state = next;
      setChosen(0);
      memory.current.chosen = 0;
      memory.current.scrollTop = 0;
      setRange({ first: 0, last: 50 });
      if (grid.current) grid.current.scrollTop = 0;
    },
    [memory],
  );

  // The typed filter is shown at once; the question follows when the key is painted.
  const filter = useDeferredValue(useMemo(() => tidyFilter(state.filter), [state.filter]));
  const lines = useLines(filter, state.sort, range.first, range.last);
  const everybody = summary.data?.candidates ?? null;
  const nobodyYet = everybody === 0;
  const filtered = Object.keys(filter).length > 0;
  const number = new Intl.NumberFormat(i18n.language);

  const total = lines.total;
  const said = useRef<number | null>(null);
  useEffect(() => {
    if (total === null || said.current === total) return;
    if (said.current !== null) announce(t('candidates.count', { count: total }));
    said.current = total;
  }, [total, announce, t]);

  // By page, not by row: otherwise the filters would be drawn again with every row that scrolls by.
  const onRange = useCallback((firstRow: number, lastRow: number) => {
    const first = firstRow - (firstRow % PAGE);
    const last = lastRow - (lastRow % PAGE);
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);

  // On paper the whole list, not the screenful that is drawn of it.
  const [paper, setPaper] = useState<Paper | null>(null);
  const [paperFailure, setPaperFailure] = useState<Failure | null>(null);
  const everyLine = useEveryLine();
  useBeforePrint(
    useCallback(async () => {
      setPaperFailure(null);
      // Whoever is frozen stands on no paper either.
      if (filter.frozen) return null;
      const answer = await everyLine(filter, state.sort);
      if (!answer.ok) {
        setPaperFailure(answer.error);
        return null;
      }
      // Drawn before the printer looks.
      flushSync(() => setPaper({ lines: answer.value, filter, columns: state.columns, on: new Date() }));
      return () => setPaper(null);
    }, [everyLine, filter, state.sort, state.columns]),
  );

  const choose = useCallback(
    (index: number) => {
      setChosen(index);
      memory.current.chosen = index;
    },
    [memory],
  );

  // Picking, by ids: whoever is picked stays so while filters change, and the bar says how many they are.
  const api = useApi();
  const { picked, setPicked } = usePicked();
  const lastPicked = useRef(0);
  const saidPicked = useRef(picked.size);
  useEffect(() => {
    if (saidPicked.current === picked.size) return;
    saidPicked.current = picked.size;
    announce(picked.size === 0 ? t('candidates.pickedNobody') : t('candidates.picked', { count: picked.size }));
  }, [picked.size, announce, t]);
  const pick = (index: number) => {
    const id = lines.at(index)?.id;
    if (id === undefined) return;
    lastPicked.current = index;
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  /** Also those that were never in sight: the desktop says who they are. */
  const pickShown = async (from: number, to: number) => {
    const answer = await api.ask('candidates.ids', { filter, sort: state.sort });
    if (!answer.ok) return;
    setPicked(new Set([...picked, ...answer.value.dossiers.slice(from, to)]));
  };
  const pickTo = (index: number) => {
    const from = Math.min(lastPicked.current, index);
    const to = Math.max(lastPicked.current, index);
    const known = Array.from({ length: to - from + 1 }, (_, step) => lines.at(from + step)?.id);
    if (known.every((id) => id !== undefined)) setPicked(new Set([...picked, ...known]));
    else void pickShown(from, to + 1);
  };
  const exporting = useExportList();
  const exportList = async () => {
    let dossiers = [...picked];
    if (dossiers.length === 0) {
      const answer = await api.ask('candidates.ids', { filter, sort: state.sort });
      if (!answer.ok) return;
      dossiers = answer.value.dossiers;
    }
    if (dossiers.length > 0) await exporting.run(dossiers, state);
  };
  useCommands(
    nobodyYet
      ? []
      : [
          {
            key: 'exportList',
            icon: IconFileSpreadsheet,
            words: t('candidates.exportCommand'),
            also: t('candidates.exportAlso'),
            run: () => void exportList(),
          },
          {
            key: 'duplicates',
            icon: IconArrowsJoin2,
            words: t('duplicates.command'),
            also: t('duplicates.also'),
            run: () => void navigate({ to: '/duplicates' }),
          },
          {
            key: 'freeText',
            icon: IconBulb,
            words: t('guard.command'),
            also: t('guard.also'),
            run: () => void navigate({ to: '/free-text' }),
          },
          {
            key: 'retention',
            icon: IconHourglassEmpty,
            words: t('retention.command'),
            also: t('retention.also'),
            run: () => void navigate({ to: '/retention' }),
          },
          {
            key: 'pickAll',
            icon: IconCheckbox,
            words: t('candidates.pickAll'),
            shortcut: 'pickAll',
            run: () => void pickShown(0, Infinity),
          },
        ],
  );
  const changeColumns = useCallback(
    (next: ListState) => {
      setState(next);
      memory.current.state = next;
    },
    [memory],
  );

  // Somebody was told elsewhere how many are not in a list, and comes to see who they are.
  useEffect(() => {
    if (!frozen) return;
    change({ ...memory.current.state, view: null, filter: { frozen: true } });
    void navigate({ to: '/candidates', search: {}, replace: true });
  }, [frozen, change, memory, navigate]);

  const setAdding = (adding: boolean) =>
    void navigate({ to: '/candidates', search: adding ? { add: true } : {}, replace: true });

  useShortcuts({ listFilter: () => words.current?.focus() });

  const open = (index: number) => {
    const line = lines.at(index);
    if (line) void navigate({ to: '/dossier/$id/$tab', params: { id: line.id, tab: 'overview' } });
  };

  return (
    <div className={classes.screen}>
      <PageHeader
        title={t('candidates.title')}
        actions={
          !nobodyYet && (
            <>
              <Button
                variant="default"
                leftSection={<Icon of={IconArrowsJoin2} />}
                onClick={() => void navigate({ to: '/duplicates' })}
              >
                {t('duplicates.title')}
              </Button>
              <Button
                variant="default"
                leftSection={<Icon of={IconFileSpreadsheet} />}
                busy={exporting.busy}
                disabled={total === 0 || state.filter.frozen === true}
                onClick={() => void exportList()}
              >
                {t('candidates.export')}
              </Button>
              <Button
                leftSection={<Icon of={IconUserPlus} />}
                rightSection={<KeyHint of="newCandidate" />}
                aria-keyshortcuts={ariaKeys('newCandidate')}
                onClick={() => setAdding(true)}
              >
                {t('candidates.new')}
              </Button>
            </>
          )
        }
      >
        {total !== null &&
          !nobodyYet &&
          (filtered && everybody !== null
            ? t('candidates.countOf', { shown: number.format(total), total: number.format(everybody) })
            : t('candidates.count', { count: total, replace: { count: number.format(total) } }))}
      </PageHeader>

      {!nobodyYet && (
        <>
          <Views state={state} onChange={change} frozen={lines.frozen} />
          <Filters
            state={state}
            onChange={change}
            wordsRef={words}
            onDown={() => grid.current?.focus()}
            onOpenFirst={() => open(0)}
          />
        </>
      )}

      {exporting.busy && (
        <Progress
          phase={t('candidates.exporting')}
          done={exporting.progress?.done ?? 0}
          total={exporting.progress?.total ?? 0}
          onCancel={exporting.cancel}
          cancelling={exporting.cancelling}
        />
      )}
      <ErrorNote failure={exporting.failure} />
      {state.filter.frozen && <p className={classes.quiet}>{t('candidates.frozenWhat')}</p>}
      {picked.size > 0 && <BulkBar onExport={() => void exportList()} />}
      {lines.failure && <ErrorNote failure={lines.failure.failure} retry={lines.retry} />}
      <ErrorNote failure={paperFailure} />
      {nobodyYet ? (
        <EmptyState
          icon={IconUsers}
          title={t('candidates.emptyTitle')}
          action={
            <>
              <Button leftSection={<Icon of={IconInbox} />} onClick={() => void navigate({ to: '/intake' })}>
                {t('candidates.emptyIntake')}
              </Button>
              <Button variant="default" onClick={() => setAdding(true)}>
                {t('candidates.new')}
              </Button>
            </>
          }
        >
          {t('candidates.emptyText')}
        </EmptyState>
      ) : total === 0 ? (
        <EmptyState
          icon={IconUserSearch}
          title={t('candidates.nobodyTitle')}
          action={
            <Button
              variant="default"
              onClick={() => {
                change({ ...state, filter: {} });
                words.current?.focus();
              }}
            >
              {t('candidates.clear')}
            </Button>
          }
        >
          {t('candidates.nobodyText')}
        </EmptyState>
      ) : (
        total !== null && (
          <CandidateGrid
            ref={grid}
            state={state}
            onChange={change}
            onColumns={changeColumns}
            total={total}
            lineAt={lines.at}
            onRange={onRange}
            chosen={Math.min(chosen, total - 1)}
            onChoose={choose}
            onOpen={open}
            picked={picked}
            onPick={pick}
            onPickTo={pickTo}
            onPickAll={() => void pickShown(0, Infinity)}
            onPickNobody={() => setPicked(new Set())}
            onType={(letter) => {
              change({ ...state, filter: { ...state.filter, words: letter } });
              words.current?.focus();
            }}
          />
        )
      )}
      {paper && <PaperList paper={paper} />}
      <NewCandidate opened={add === true} onClose={() => setAdding(false)} />
    </div>
  );
}
