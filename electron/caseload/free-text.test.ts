/** What stands in free text already, on a real encrypted caseload. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import { lookAtFreeText } from './free-text.ts';
import { write, type Change } from './write.ts';

let caseload: TestCaseload;
beforeEach(async () => {
  caseload = await newCaseload();
});
afterEach(() => caseload.close());

const put = (...changes: Change[]): void =>
  void caseload.db.transact((tx) => write(tx, caseload.author, 'add', changes));
function candidate(fields: Change['fields'] = {}): string {
  const row = caseload.author.newId();
  put({ concept: 'candidate', row, dossier: row, fields: { surname: 'Verzonnen', ...fields } });
  return row;
}
function all() {
  const found = [];
  const steps = [];
  for (let after: number | null = 0; after !== null;) {
    const looked = lookAtFreeText(caseload.db, { after });
    found.push(...looked.found);
    steps.push([looked.looked, looked.total]);
    after = looked.next;
  }
  return { found, steps };
}

describe('looking over free text', () => {
  it('finds what stands in each concept, with where and the words around it, and nothing of what is gone', () => {
    const one = candidate({ presentation: `${'Ik werk graag met mijn handen. '.repeat(5)}Ik heb autisme en ADHD.` });
    const moment = caseload.author.newId();
    put({ concept: 'contactMoment', row: moment, dossier: one, fields: { text: 'Is moslim. BSN 123456782.' } });
    const removed = caseload.author.newId();
    put({ concept: 'contactMoment', row: removed, dossier: one, fields: { text: 'Heeft epilepsie.' } });
    put({ concept: 'contactMoment', row: removed, dossier: one, fields: {}, deleted: true });
    const gone = candidate({ presentation: 'Heeft een strafblad.' });
    put({ concept: 'candidate', row: gone, dossier: gone, fields: {}, deleted: true });
    candidate({ presentation: 'Kan vier uur achter elkaar staan.' });

    const { found } = all();
    expect(found.map(({ dossier, concept, row, field, sorts }) => ({ dossier, concept, row, field, sorts }))).toEqual([
      { dossier: one, concept: 'candidate', row: one, field: 'presentation', sorts: ['health'] },
      { dossier: one, concept: 'contactMoment', row: moment, field: 'text', sorts: ['religion', 'bsn'] },
    ]);
    expect(found[0]?.excerpt.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')).toBe(
      '…met mijn handen. Ik werk graag met mijn handen. Ik heb [autisme] en [ADHD].',
    );
  });

  it('goes on where it was, and says how far it is', () => {
    for (let at = 0; at < 23; at++)
      candidate({ presentation: at % 10 === 9 ? 'Is verslaafd geweest.' : 'Werkt graag.' });
    const { found, steps } = all();
    expect([found.length, steps]).toEqual([
      2,
      [
        [10, 23],
        [20, 23],
        [23, 23],
      ],
    ]);
    expect(lookAtFreeText(caseload.db, { after: 1_000 })).toMatchObject({ looked: 23, total: 23, next: null });
  });
});
