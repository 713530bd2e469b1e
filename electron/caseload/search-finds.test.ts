/** What the search box finds, in the words that advisers type. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, problemsOf, type TestCaseload } from '../../tests/support/caseload.ts';
import { addCandidate, addRow, editRow, removeRow } from './dossier.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { candidatesWith, search, searchOwn } from './search.ts';

let caseload: TestCaseload;
let dossier: string;

const found = (words: string): boolean => search(caseload.db, words, 50).hits.some((hit) => hit.dossier === dossier);
const add = (
  concept: 'skill' | 'workExperience' | 'contactDetail' | 'scheme',
  fields: Record<string, unknown>,
): string =>
  caseload.db.transact((tx) => {
    const added = addRow(tx, caseload.author, { dossier, concept, fields });
    if (!added.ok) throw new Error(added.error.type);
    return added.value.row;
  });
const person = (fields: Record<string, unknown>): string =>
  caseload.db.transact((tx) => {
    const added = addCandidate(tx, caseload.author, fields);
    if (!added.ok) throw new Error(added.error.type);
    return added.value.dossier;
  });

beforeEach(async () => {
  caseload = await newCaseload();
  person({ surname: 'Anders', place: 'Elders' });
  dossier = person({
    givenName: 'Zoë',
    prefix: "van 't",
    surname: 'Şahinœuvre',
    postcode: '9990 AB',
    phase: 'aftercare',
  });
});
afterEach(() => caseload.close());

describe('searching', () => {
  it('reads over diacritics and capitals, in the question as in the dossier', () => {
    for (const words of ['zoe', 'ZOË', 'Zoe\u0308', 'sahin', 'Şahin', 'sahinoeuvre'])
      expect([words, found(words)]).toEqual([words, true]);
  });

  it('finds a word by its beginning, and a compound by what is in it', () => {
    add('workExperience', { role: 'Heftruckchauffeur' });
    for (const words of ['h', 'heft', 'heftruckchauffeur', 'chauffeur', 'truck'])
      expect([words, found(words)]).toEqual([words, true]);
    expect(found('chauffeuse')).toBe(false);
  });

  it('asks that every word is somewhere in the dossier, in whatever row', () => {
    add('workExperience', { role: 'Lasser' });
    add('skill', { name: 'Solderen' });
    expect([found('lasser solderen zoe'), found('lasser vergaderen')]).toEqual([true, false]);
  });

  it('finds an answer of a list by its words in both languages', () => {
    add('scheme', { scheme: 'wajong' });
    for (const words of ['wajong', 'nazorg', 'aftercare']) expect([words, found(words)]).toEqual([words, true]);
  });

  it('finds a telephone number and a postcode however they are spaced', () => {
    add('contactDetail', { phone: '06 00 00 12 34' });
    for (const words of ['0600001234', '06 00 00 12 34', '060000', '9990AB', '9990 ab', '9990'])
      expect([words, found(words)]).toEqual([words, true]);
  });

  it('no longer finds what was changed or removed, and finds it again after undo', () => {
    const row = add('skill', { name: 'Metselen' });
    caseload.db.transact((tx) =>
      editRow(tx, caseload.author, { dossier, concept: 'skill', row, fields: { name: 'Voegen' } }),
    );
    expect([found('metselen'), found('voegen')]).toEqual([false, true]);
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect([found('metselen'), found('voegen')]).toEqual([true, false]);
    caseload.db.transact((tx) => redo(tx, caseload.author));
    caseload.db.transact((tx) => removeRow(tx, caseload.author, { dossier, concept: 'skill', row }));
    expect(found('voegen')).toBe(false);
    caseload.db.transact((tx) => removeRow(tx, caseload.author, { dossier, concept: 'candidate', row: dossier }));
    expect(found('zoe')).toBe(false);
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(found('zoe')).toBe(true);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('never takes what was typed for a question in its own language', () => {
    for (const words of ['"', "'", '*', 'NEAR(', 'zoe OR anders', 'name:zoe', '^zoe', '-', '(', ')', '\\', '%', '_'])
      expect(() => search(caseload.db, words, 10)).not.toThrow();
    expect(found('zoe OR anders')).toBe(false);
  });

  it('leaves no word in the index that was taken out of the dossier', () => {
    const secret = 'xqvwzjkpsecretwoord';
    const row = add('skill', { name: secret });
    const inBlocks = (): boolean =>
      caseload.db
        .all<{ block: Buffer }>(`SELECT "block" FROM "searchIndex_data"`)
        // A word may share its first letters with the one before it, and is then written without them.
        .some(({ block }) => Buffer.from(block).includes(secret.slice(4)));
    expect(inBlocks()).toBe(true);
    caseload.db.transact((tx) =>
      editRow(tx, caseload.author, { dossier, concept: 'skill', row, fields: { name: 'Voegen' } }),
    );
    expect(inBlocks()).toBe(false);
  });
});

describe('what is the adviser’s own', () => {
  const me = () => ({ ...caseload.author, actor: '00000000-0000-7000-8000-00000000000a' });
  const own = (concept: 'task' | 'appointment' | 'template', fields: Record<string, unknown>): string =>
    caseload.db.transact((tx) => {
      const added = addRow(tx, me(), { dossier: me().actor, concept, fields });
      if (!added.ok) throw new Error(added.error.type);
      return added.value.row;
    });
  const ownFound = (words: string): string[] => searchOwn(caseload.db, words, 10).map(({ row }) => row);

  it('is found row by row, by the beginning of its words and by a part, and is no candidate', () => {
    const task = own('task', { what: 'Heftruckcursus regelen' });
    const meeting = own('appointment', { subject: 'Teamoverleg', place: 'Kamer 2' });
    own('template', { name: 'Eerste gesprek' });
    for (const words of ['h', 'heft', 'heftruckcursus', 'cursus', 'cursus regelen'])
      expect([words, ownFound(words)]).toEqual([words, [task]]);
    expect(ownFound('teamover')).toEqual([meeting]);
    // Every word in one row: they have nothing to do with each other.
    expect(ownFound('cursus teamoverleg')).toEqual([]);
    expect(ownFound('zoe')).toEqual([]);
    expect(search(caseload.db, 'cursus', 10).hits).toEqual([]);
    expect(candidatesWith(caseload.db, 'cursus')).toEqual([]);
    expect(searchOwn(caseload.db, 'cursus', 10)).toMatchObject([{ concept: 'task', field: 'what' }]);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('follows what is changed, removed and undone', () => {
    const row = own('task', { what: 'Zonnebloem planten' });
    expect(ownFound('zonnebl')).toEqual([row]);
    caseload.db.transact((tx) => removeRow(tx, me(), { dossier: me().actor, concept: 'task', row }));
    expect(ownFound('zonnebl')).toEqual([]);
    caseload.db.transact((tx) => undo(tx, me()));
    expect(ownFound('zonnebl')).toEqual([row]);
    expect(problemsOf(caseload.db)).toEqual([]);
  });
});
