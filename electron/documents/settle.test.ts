import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDocumentFiles } from './files.ts';

it('a file gets its name once, also when who reads it and who fetched it want so at the same moment', async () => {
  const root = mkdtempSync(join(tmpdir(), 'jobport-settle-'));
  mkdirSync(join(root, 'dossier'));
  writeFileSync(join(root, 'dossier', 'one.half'), 'sealed');
  const files = createDocumentFiles(root);
  const at = { dossier: 'dossier', id: 'one' };
  await Promise.all([files.settle(at), files.settle(at)]);
  expect(readdirSync(join(root, 'dossier'))).toEqual(['one']);
  rmSync(root, { recursive: true });
});
