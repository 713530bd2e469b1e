import { describe, expect, it } from 'vitest';
import type { Row } from '../../../core/domain/concepts.ts';
import { documentsOf, versionsOf } from './document-rows.ts';

const id = (number: number): string => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const row = (number: number, replaces: number | null = null, about: string | null = null): Row<'document'> => ({
  ...({} as Row<'document'>),
  id: id(number),
  about,
  replaces: replaces === null ? null : `document/${id(replaces)}`,
});
const shape = (rows: readonly Row<'document'>[]) =>
  versionsOf(rows).map(({ newest, older }) => [newest, ...older].map((each) => Number(each.id.slice(-12))));

describe('versions of documents', () => {
  it('stand below the newest, in the order of what replaced what', () => {
    expect(shape([row(1), row(2, 1), row(3), row(4, 2)])).toEqual([[3], [4, 2, 1]]);
  });

  it('each stand exactly once, whatever two laptops or a removal made of it', () => {
    // Both replaced the same one.
    expect(shape([row(1), row(2, 1), row(3, 1)])).toEqual([[2, 1], [3]]);
    // The one in between was removed.
    expect(shape([row(1), row(3, 2)])).toEqual([[1], [3]]);
    // A circle, and one that names itself.
    expect(shape([row(1, 2), row(2, 1)])).toEqual([[1, 2]]);
    expect(shape([row(1, 1)])).toEqual([[1]]);
  });

  it('show only the newest with what they belong to', () => {
    const about = `education/${id(9)}`;
    const versions = versionsOf([row(1, null, about), row(2, 1, about), row(3, null, `course/${id(9)}`)]);
    expect(documentsOf(versions, 'education', id(9)).map((each) => each.id)).toEqual([id(2)]);
  });
});
