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
  /** The saved view this began with. */
  view: string | null;
};

export type ListMemory = { state: ListState; chosen: number; scrollTop: number };

const FIRST_COLUMNS: Column[] = ['name', 'place', 'phase', 'occupation', 'availableFrom', 'hours', 'changedAt'];

export const newListMemory = (): ListMemory => ({
  state: { filter: {}, sort: { column: 'name', descending: false }, columns: FIRST_COLUMNS, view: null },
  chosen: 0,
  scrollTop: 0,
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
