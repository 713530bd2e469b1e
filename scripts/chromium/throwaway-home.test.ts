import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chromiumPath } from '../machine.ts';
import { chromiumPrinter } from './print.ts';

const reason = chromiumPath() === null ? 'no Chromium on this machine (apt-get install chromium)' : null;

it.skipIf(reason !== null)(
  `a Chromium of ours leaves nothing in the home of the user${reason === null ? '' : ` (skipped: ${reason})`}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobport-empty-home-'));
    const before = { ...process.env };
    process.env['HOME'] = folder;
    for (const name of ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME']) delete process.env[name];
    try {
      const printer = chromiumPrinter(chromiumPath()!);
      const options = { header: '', footer: '', title: 'Voorbeeld', lang: 'nl' };
      const bytes = await printer.print('<!doctype html><title>Voorbeeld</title><p>Hoi', options);
      await printer.close();
      expect(Buffer.from(bytes).toString('latin1')).toContain('/Creator (Jobport Desktop)');
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      for (const name of ['HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'])
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
