/** History as it is read: by day, then by what the adviser did at once, then row by row. */
import type { Answer } from '../../../core/contract/contract.ts';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { entryOf } from '../../../core/register/register.ts';
import type { useWords } from '../../components/useWords.ts';
import { localDay } from './facts.ts';

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
  const days = Map.groupBy(entries, (entry) => localDay(entry.at));
  return [...days].map(([day, ofDay]) => ({
    day,
    at: ofDay[0]!.at,
    deeds: [...Map.groupBy(ofDay, (entry) => entry.group)].map(([group, ofGroup]) => {
      const { at, actor, label, undone } = ofGroup[0]!;
      const rows = [...Map.groupBy(ofGroup, (entry) => `${entry.concept}/${entry.row}`).values()].map((ofRow) => ({
        concept: ofRow[0]!.concept,
        row: ofRow[0]!.row,
        entries: ofRow,
      }));
      return { group, at, actor, label, undone, count: ofGroup.length, rows };
    }),
  }));
}

const isField = (concept: ConceptName, field: string): boolean => Object.hasOwn(conceptOf(concept).fields, field);

export const isSensitive = ({ concept, field }: Pick<Entry, 'concept' | 'field'>): boolean =>
  isField(concept, field) && entryOf(concept, field).sensitivity === 'sensitive';

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
] as const;

/** What was done, by the name under which its words stand; a deed of a newer version is a change. */
export const deedName = (label: string): (typeof DEEDS)[number] | 'other' =>
  DEEDS.find((each) => each === label) ?? 'other';
