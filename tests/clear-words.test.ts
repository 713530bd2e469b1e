/** What a laptop that was stolen gives away: nothing. A desktop is used with words that exist nowhere else, and every byte of its profile is searched for them. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONCEPTS, DOSSIER_CONCEPTS, type ConceptName } from '../core/domain/concepts.ts';
import type { Field } from '../core/domain/field.ts';
import { wordsInTheClear } from './support/clear-words.ts';
import { newFolder, removeFolder } from './support/caseload.ts';
import { newDesktop, SET_UP, type TestDesktop } from './support/desktop.ts';

let used: TestDesktop;
let outside: string;
const words: string[] = [];

/** A word of letters only that stands nowhere else; it is told apart by its number. */
const nonce = (): string => {
  const letters = words.length
    .toString(26)
    .padStart(3, '0')
    .replace(/[0-9]/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? 'q');
  const word = `Xq${letters}jwvkzpq`;
  words.push(word);
  return word;
};

/** An answer with a new word in it, for every field that takes words. */
function answer(field: Field): string | null {
  switch (field.kind) {
    case 'text':
      return nonce().slice(0, field.max);
    case 'longText':
      return `Een zin met ${nonce()} erin.`;
    case 'email':
      return `${nonce().toLowerCase()}@example.nl`;
    case 'url':
      return `https://example.org/${nonce()}`;
    default:
      return null;
  }
}
const answers = (concept: ConceptName): Record<string, string> =>
  Object.fromEntries(
    Object.entries(CONCEPTS.find((each) => each.name === concept)?.fields ?? {}).flatMap(([name, field]) => {
      const said = answer(field);
      return said === null ? [] : [[name, said]];
    }),
  );

beforeAll(async () => {
  outside = newFolder('outside');
  const file = join(outside, 'import.csv');
  writeFileSync(file, `Voornaam;Achternaam;Woonplaats\r\n${nonce()};${nonce()};${nonce()}\r\n`);
  used = await newDesktop({ chooseFiles: async () => [file] });
  const { ask } = used;
  const passphrase = `${nonce()} en nog wat woorden`;
  const { recoveryCode } = await ask('vault.create', {
    ...SET_UP,
    passphrase,
    adviser: answers('adviser'),
    organisation: answers('organisation'),
  });
  words.push(recoveryCode);
  const { dossier } = await ask('candidates.add', { fields: answers('candidate') });
  await ask('dossier.edit', { dossier, concept: 'availability', row: dossier, fields: answers('availability') });
  const text = new TextEncoder().encode(`${nonce()} en nog wat woorden in een bestand. `.repeat(4000));
  const half = await ask('documents.offer', { dossier, name: `${nonce()}.txt`, bytes: text.length });
  await ask('documents.piece', { ...half, bytes: text });
  const document = await ask('documents.add', { dossier, ...half, job: 'add' });
  await ask('documents.read', { row: document.row, offset: 0, length: 1000 });
  for (const concept of DOSSIER_CONCEPTS.filter((each) => each !== 'document' && each !== 'restriction'))
    await ask('dossier.addRow', { dossier, concept, fields: answers(concept) });
  const { row } = await ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: nonce() } });
  await ask('dossier.removeRow', { dossier, concept: 'skill', row });
  await ask('history.undo', null);
  await ask('drafts.save', { key: `dossier/${dossier}/presentation`, body: `Half een zin met ${nonce()}` });
  await ask('search.find', { words: nonce(), limit: 10 });
  await ask('views.save', {
    id: 'one',
    name: nonce(),
    filter: { words: nonce() },
    sort: { column: 'name', descending: false },
    columns: ['name'],
  });
  const [offered] = await ask('intake.choose', null);
  const { plan } = await ask('intake.read', { tokens: [offered?.token ?? ''], job: 'one' });
  await ask('intake.apply', { plan, decisions: [], job: 'two' });
  for (const format of ['pdf', 'vum', 'jsonResume'] as const) {
    const handover = { dossier, recipient: 'uwv', recipientName: nonce(), format, language: 'nl' } as const;
    await ask('handover.preview', handover);
    // The adviser cancels in the dialog: nothing may have been written on the way there.
    const { saved } = await ask('handover.save', handover);
    if (saved) throw new Error('it was cancelled');
  }
  // The last: after it nothing is written in the dossier.
  await ask('dossier.addRow', { dossier, concept: 'restriction', fields: answers('restriction') });
  await used.desktop.ask('vault.unlock', { by: 'passphrase', passphrase: nonce() });
});
afterAll(async () => {
  await used.close();
  removeFolder(outside);
});

describe('a word of somebody', { timeout: 60_000 }, () => {
  it('is found by this search where it does stand, in each of its forms', () => {
    const folder = newFolder('clear');
    mkdirSync(join(folder, 'deep'));
    const word = 'Herkenbaarwoord';
    const cases = {
      utf8: Buffer.from(`x${word}x`),
      utf16: Buffer.from(`x${word}x`, 'utf16le'),
      lower: Buffer.from(word.toLowerCase()),
      hex: Buffer.from(Buffer.from(word).toString('hex')),
      base0: Buffer.from(Buffer.from(`${word}abc`).toString('base64')),
      base1: Buffer.from(Buffer.from(`a${word}bc`).toString('base64')),
      base2: Buffer.from(Buffer.from(`ab${word}c`).toString('base64')),
    };
    for (const [name, bytes] of Object.entries(cases)) writeFileSync(join(folder, 'deep', name), bytes);
    const found = new Set(wordsInTheClear(folder, [word]).map((line) => line.split(':')[0]));
    expect([...found].toSorted()).toEqual(
      Object.keys(cases)
        .map((name) => join('deep', name))
        .toSorted(),
    );
    removeFolder(folder);
  });

  it('stands in no file of the profile while the caseload is open, the write-ahead log and its index among them', () => {
    expect(words.length).toBeGreaterThan(60);
    expect(readdirSync(join(used.profile, 'caseload'))).toEqual(
      expect.arrayContaining(['caseload.db', 'caseload.db-wal', 'caseload.db-shm', 'vault.json']),
    );
    expect(wordsInTheClear(used.profile, words)).toEqual([]);
  });

  it('stands in no file after locking', async () => {
    await used.ask('vault.lock', { why: 'asked' });
    expect(wordsInTheClear(used.profile, words)).toEqual([]);
  });

  it('stands in no error or event that the desktop told', () => {
    expect(used.unexpected).toEqual([]);
  });
});
