/** History as it is read: by day, then by what the adviser did at once, then row by row. */
import type { Answer } from '../../../core/contract/contract.ts';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { entryOf } from '../../../core/register/register.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import type { useWords } from '../../components/useWords.ts';

export type Entry = Answer<'dossier.history'>['entries'][number];
export type RowChange = { readonly concept: ConceptName; readonly row: string; readonly entries: readonly Entry[] };
export type Deed = {
  readonly group: string;
  readonly at: number;
  readonly actor: string;
  readonly label: string;
  readonly undone: boolean;
  readonly count: number;
  readonly rows: readonly RowChange[];
};
export type Day = { readonly day: string; readonly at: number; readonly deeds: readonly Deed[] };

/** @param entries newest first, as the desktop gives them */
export function byDay(entries: readonly Entry[]): Day[] {
  return grouped(entries, (entry) => localDay(entry.at)).map(([day, first, ofDay]) => ({
    day,
    at: first.at,
    deeds: grouped(ofDay, (entry) => entry.group).map(([group, { at, actor, label, undone }, ofGroup]) => ({
      group,
      at,
      actor,
      label,
      undone,
      count: ofGroup.length,
      rows: grouped(ofGroup, (entry) => `${entry.concept}/${entry.row}`).map(([, { concept, row }, ofRow]) => ({
        concept,
        row,
        entries: ofRow,
      })),
    })),
  }));
}

/** Rows that a deed removed which did nothing else; none where it was taken back. A dossier that went up in this one is not gone. */
export function removedIn({ rows, undone }: Deed): readonly RowChange[] {
  const isGone = ({ concept, entries }: RowChange): boolean =>
    concept !== 'candidate' && entries.some(({ field, after }) => field === 'deleted' && after === 1);
  return !undone && rows.every(isGone) ? rows : [];
}

/** Each group with its first entry, in the order in which they begin. */
function grouped(entries: readonly Entry[], by: (entry: Entry) => string): [string, Entry, Entry[]][] {
  const groups = new Map<string, [string, Entry, Entry[]]>();
  for (const entry of entries) {
    const key = by(entry);
    const group = groups.get(key);
    if (group) group[2].push(entry);
    else groups.set(key, [key, entry, [entry]]);
  }
  return [...groups.values()];
}

const isField = (concept: ConceptName, field: string): boolean => Object.hasOwn(conceptOf(concept).fields, field);

export const isSensitive = ({ concept, field }: Pick<Entry, 'concept' | 'field'>): boolean =>
  isField(concept, field) && entryOf(concept, field).sensitivity === 'sensitive';

export const mayBeSensitive = (concept: ConceptName): boolean =>
  Object.keys(conceptOf(concept).fields).some((field) => isSensitive({ concept, field }));

/** "Werkervaring: Functie" */
export function changeName({ concept, field }: Entry, words: ReturnType<typeof useWords>): string {
  return isField(concept, field) ? `${words.concept(concept)}: ${words.field(concept, field)}` : words.concept(concept);
}

const DEEDS = [
  'edit',
  'add',
  'remove',
  'import',
  'addCandidate',
  'removeCandidate',
  'demo',
  'setUp',
  'undo',
  'redo',
  'settle',
  'keepBoth',
  'visit',
  'candidate',
  'proposal',
  'restore',
  'bulkEdit',
  'bulkAdd',
  'bulkRemove',
  'withdraw',
  'merge',
] as const;

/** What was done, by the name under which its words stand; a deed of a newer version is a change. */
export const deedName = (label: string): (typeof DEEDS)[number] | 'other' =>
  DEEDS.find((each) => each === label) ?? 'other';
