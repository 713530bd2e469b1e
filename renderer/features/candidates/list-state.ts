/**
 * What the list shows and where the reader was: filters, order, columns, the chosen row and the scroll position. Kept
 * while the caseload is open, so that coming back from a dossier finds the list as it was; gone with the lock.
 */
import { createContext, useContext, type RefObject } from 'react';
import type { Answer, Ask } from '../../../core/contract/contract.ts';

export type Listing = Ask<'candidates.list'>;
export type Filter = Listing['filter'];
export type Sort = Listing['sort'];
export type Column = Sort['column'];
export type Line = Answer<'candidates.list'>['lines'][number];

export type ListState = {
  filter: Filter;
  sort: Sort;
  columns: Column[];
  /** Least width in rem, where it is another than usual. */
  widths: Partial<Record<Column, number>>;
  /** The saved view this began with. */
  view: string | null;
};

export type ListMemory = {
  state: ListState;
  chosen: number;
  scrollTop: number;
  /** The view with which the list begins was looked for. */
  begun: boolean;
};
export type View = Answer<'views.list'>[number];

const FIRST_COLUMNS: Column[] = ['name', 'place', 'phase', 'occupation', 'availableFrom', 'hours', 'changedAt'];

export const newListMemory = (): ListMemory => ({
  state: { filter: {}, sort: { column: 'name', descending: false }, columns: FIRST_COLUMNS, widths: {}, view: null },
  chosen: 0,
  scrollTop: 0,
  begun: false,
});

export const ListMemoryContext = createContext<RefObject<ListMemory> | null>(null);

export function useListMemory(): RefObject<ListMemory> {
  const memory = useContext(ListMemoryContext);
  if (!memory) throw new Error('no list memory around this component');
  return memory;
}

/** A filter without what says nothing, so that equal filters have equal keys. */
export function tidyFilter(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && !value.length),
    ),
  );
}

/** What a saved view shows. */
export const stateOfView = (view: View): ListState => ({
  filter: view.filter,
  sort: view.sort,
  columns: [...view.columns],
  // A record of the contract may hold `undefined`; ours does not.
  widths: JSON.parse(JSON.stringify(view.widths ?? {})) as ListState['widths'],
  view: view.id,
});

/** What a view keeps of what is shown. */
export const keptOf = (state: ListState): Pick<View, 'filter' | 'sort' | 'columns' | 'widths'> => ({
  filter: tidyFilter(state.filter),
  sort: state.sort,
  columns: state.columns,
  widths: state.widths,
});

/** Whether a view shows something else than it kept. */
export const isOther = (state: ListState, view: View): boolean =>
  JSON.stringify(keptOf(state)) !== JSON.stringify(keptOf(stateOfView(view)));
