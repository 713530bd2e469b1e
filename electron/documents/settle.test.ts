import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDocumentKey } from '../../core/sealing/sealing.ts';
import { createDocumentFiles } from './files.ts';

const at = { dossier: 'dossier', id: 'one' };
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jobport-settle-'));
  mkdirSync(join(root, 'dossier'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('a file gets its name once, also when who reads it and who fetched it want so at the same moment', async () => {
  writeFileSync(join(root, 'dossier', 'one.half'), 'sealed');
  const files = createDocumentFiles(root);
  await Promise.all([files.settle(at), files.settle(at)]);
  expect(readdirSync(join(root, 'dossier'))).toEqual(['one']);
});

it('a file is here under one name or the other, also for who looks at the moment when it gets its own', async () => {
  const files = createDocumentFiles(root);
  const seen = new Set<boolean>();
  for (let time = 0; time < 300; time++) {
    rmSync(join(root, 'dossier', 'one'), { force: true });
    writeFileSync(join(root, 'dossier', 'one.half'), 'sealed');
    const [, { whole, half }] = await Promise.all([files.settle(at), files.sizes(at)]);
    seen.add((whole ?? half) === 'sealed'.length);
  }
  expect([...seen]).toEqual([true]);
});

it('what is being made is not swept with what was left half by another time', async () => {
  writeFileSync(join(root, 'dossier', 'two.half'), 'left by a kill');
  const files = createDocumentFiles(root);
  const making = await files.begin(at, newDocumentKey());
  await making.add(Buffer.from('verzonnen'));
  await files.sweep(() => false);
  const { length } = await making.end();
  await files.settle(at);
  expect(readdirSync(join(root, 'dossier'))).toEqual(['one']);
  expect(await files.sizes(at)).toEqual({ whole: length, half: null });
});
