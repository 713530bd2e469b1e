/**
 * What stands against what. Pure: who say the same stand on one side, whatever the number of operations behind it, so that
 * nobody has to choose between two cards that say the same.
 */
import type { Answer } from '../../../core/contract/contract.ts';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldKind, FieldValue } from '../../../core/domain/field.ts';
import { typingText } from '../../components/field-text.ts';

export type Conflict = Answer<'conflicts.list'>[number];
export type Said = Conflict['values'][number];
export type Side = { readonly value: FieldValue; readonly said: readonly Said[] };

export const isRemoval = (conflict: Conflict): boolean => conflict.field === 'deleted';

/** The shown one first. */
export function sidesOf({ values }: Conflict): Side[] {
  const sides = new Map<string, { value: FieldValue; said: Said[] }>();
  for (const said of values) {
    const key = JSON.stringify(said.value);
    const side = sides.get(key);
    if (side) side.said.push(said);
    else sides.set(key, { value: said.value, said: [said] });
  }
  return [...sides.values()];
}

/** Everybody who said something: the adviser as `isMine`, a colleague by name or without. */
export function peopleOf({ values }: Conflict): { readonly isMine: boolean; readonly name: string | null }[] {
  const people = new Map<string, { isMine: boolean; name: string | null }>();
  for (const { isMine, actor, name } of values) people.set(isMine ? 'mine' : (actor ?? ''), { isMine, name });
  return [...people.values()].sort((a, b) => Number(a.isMine) - Number(b.isMine));
}

/** With which control a new answer is made of the others: together, or another one altogether. */
export type Editor = 'text' | 'longText' | 'typed' | 'codes' | null;

export function editorOf(conflict: Conflict): Editor {
  if (isRemoval(conflict)) return null;
  const kind: FieldKind | undefined = conceptOf(conflict.concept).fields[conflict.field]?.kind;
  switch (kind) {
    case undefined:
    // One of a few is chosen in the dossier, where all of them stand.
    case 'code':
    case 'image':
      return null;
    case 'codes':
    case 'longText':
    case 'text':
      return kind;
    default:
      return 'typed';
  }
}

/** What the editor begins with: of texts what both say, of the rest what is shown. */
export function beginningOf(conflict: Conflict): string {
  const { concept, field } = conflict;
  const texts = sidesOf(conflict)
    .map(({ value }) => typingText(concept, field, value))
    .filter((text) => text !== '');
  switch (editorOf(conflict)) {
    case 'longText':
      return texts.join('\n\n');
    case 'text':
      return texts.join(' / ');
    case 'codes':
      return [...new Set(texts.flatMap((text) => text.split(' ')))].join(' ');
    default:
      return texts[0] ?? '';
  }
}

/** The operations of every question about the same row: keeping both is about the row as a whole. */
export const ofTheRow = (all: readonly Conflict[], { concept, row }: Conflict): string[] =>
  all
    .filter((each) => each.concept === concept && each.row === row)
    .flatMap(({ values }) => values.map(({ operation }) => operation));

/** By dossier, in the order in which they come. */
export function byDossier(
  all: readonly Conflict[],
): { dossier: string; whose: string | null; conflicts: Conflict[] }[] {
  return [...Map.groupBy(all, ({ dossier }) => dossier)].map(([dossier, conflicts]) => ({
    dossier,
    whose: conflicts[0]?.whose ?? null,
    conflicts,
  }));
}

export const keyOf = ({ concept, row, field }: Pick<Conflict, 'concept' | 'row' | 'field'>): string =>
  `${concept}/${row}/${field}`;
