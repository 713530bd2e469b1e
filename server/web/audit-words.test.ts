import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { didEn, didNl } from './audit-words.ts';

it('has words in both languages for everything that the server writes in its log', () => {
  const folder = join(import.meta.dirname, '..');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const written = texts.flatMap((text) =>
    [...text.matchAll(/action: '(\w+\.\w+)'|audited\(db, world, line, '(\w+\.\w+)'/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  );
  expect(written.length).toBeGreaterThan(25);
  // Made of a word and what was decided.
  const composed = [
    ...['block', 'unblock', 'wipe'].map((order) => `device.${order}`),
    ...['takeOver', 'refuse', 'leave', 'bringBack'].map((decision) => `quarantine.${decision}`),
    ...['quarantined', 'refused'].map((result) => `push.${result}`),
  ];
  const all = [...new Set([...written, ...composed])].toSorted();
  expect(Object.keys(didNl).toSorted()).toEqual(all);
  expect(Object.keys(didEn).toSorted()).toEqual(all);
});
