import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../core/domain/field.ts';
import { beginningOf, byDossier, editorOf, ofTheRow, peopleOf, sidesOf, type Conflict } from './sides.ts';

const conflict = (
  said: readonly (readonly [value: FieldValue, actor: string])[],
  over: Partial<Conflict> = {},
): Conflict => ({
  dossier: 'dossier',
  whose: 'Verzonnen',
  concept: 'candidate',
  row: 'dossier',
  field: 'place',
  about: null,
  mayKeepBoth: false,
  values: said.map(([value, actor], index) => ({
    operation: `${actor}${index}`,
    value,
    at: index,
    actor,
    name: actor === 'anna' ? null : `${actor} Verzonnen`,
    isMine: actor === 'anna',
    before: null,
  })),
  ...over,
});

describe('the sides of a conflict', () => {
  it('who say the same stand on one side, the shown one first', () => {
    const sides = sidesOf(
      conflict([
        ['Reigerveen', 'anna'],
        ['Zandwijk', 'Bram'],
        ['Reigerveen', 'Noor'],
      ]),
    );
    expect(sides.map(({ value, said }) => [value, said.map(({ actor }) => actor)])).toEqual([
      ['Reigerveen', ['anna', 'Noor']],
      ['Zandwijk', ['Bram']],
    ]);
  });

  it('everybody is named once, the adviser last', () => {
    const people = peopleOf(
      conflict([
        ['a', 'anna'],
        ['b', 'Bram'],
        ['c', 'Bram'],
      ]),
    );
    expect(people).toEqual([
      { isMine: false, name: 'Bram Verzonnen' },
      { isMine: true, name: null },
    ]);
  });

  it('combining begins with what both say: texts under each other, choices together, of a date the shown one', () => {
    const two = (first: FieldValue, second: FieldValue, over: Partial<Conflict>) =>
      conflict(
        [
          [first, 'anna'],
          [second, 'Bram'],
        ],
        over,
      );
    const text = two('Eerst dit.', 'Dan dat.', { field: 'presentation' });
    expect([editorOf(text), beginningOf(text)]).toEqual(['longText', 'Eerst dit.\n\nDan dat.']);
    const days = two(['monday', 'friday'], ['friday', 'tuesday'], { concept: 'availability', field: 'days' });
    expect([editorOf(days), beginningOf(days)]).toEqual(['codes', 'monday friday tuesday']);
    const date = two('2026-12-01', '2026-12-15', { concept: 'availability', field: 'from' });
    expect([editorOf(date), beginningOf(date)]).toEqual(['typed', '01-12-2026']);
    const removal = two(1, 0, { field: 'deleted' });
    expect(editorOf(removal)).toBeNull();
  });

  it('keeping both is about all that was shown of the row', () => {
    const name = conflict([['Lassen', 'anna']], { concept: 'skill', row: 'one', field: 'name' });
    const level = conflict([['x', 'Bram']], { concept: 'skill', row: 'one', field: 'level' });
    const other = conflict([['y', 'Noor']], { concept: 'skill', row: 'two', dossier: 'other' });
    expect(ofTheRow([name, level, other], name)).toEqual(['anna0', 'Bram0']);
    expect(byDossier([name, other, level]).map(({ dossier, conflicts }) => [dossier, conflicts.length])).toEqual([
      ['dossier', 2],
      ['other', 1],
    ]);
  });
});
