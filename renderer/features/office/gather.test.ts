import { describe, expect, it } from 'vitest';
import { gather, type Notice } from './gather.ts';

const notice = (number: number, over: Partial<Notice> = {}): Notice => ({
  number,
  at: number,
  kind: 'dossierCame',
  dossier: `dossier${number}`,
  name: `Verzonnen${number}`,
  count: 1,
  ...over,
});

describe('what happened', () => {
  it('a few are told one by one, the newest first', () => {
    expect(gather([notice(2), notice(1)]).map(({ name, count }) => [name, count])).toEqual([
      ['Verzonnen2', 1],
      ['Verzonnen1', 1],
    ]);
  });

  it('many of a kind are told at once, with how many, and are seen at once', () => {
    const first = [5, 4, 3, 2].map((number) => notice(number));
    expect(gather([notice(6, { kind: 'serverRestored', dossier: null, name: null }), ...first])).toEqual([
      { kind: 'serverRestored', at: 6, dossier: null, name: null, count: 1, numbers: [6] },
      { kind: 'dossierCame', at: 5, dossier: null, name: null, count: 4, numbers: [5, 4, 3, 2] },
    ]);
  });

  it('of work that was put aside the changes are counted', () => {
    const aside = [3, 7, 2, 1].map((count, index) => notice(10 - index, { kind: 'workAside', count }));
    expect(gather(aside).map(({ count }) => count)).toEqual([13]);
    expect(gather(aside.slice(0, 1)).map(({ count }) => count)).toEqual([3]);
  });
});
