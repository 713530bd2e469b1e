import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy } from './content-policy.ts';
import { windowFile } from './window-files.ts';

describe('the files of the window', () => {
  let base = '';
  let folder = '';
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'window-files-'));
    folder = join(base, 'renderer');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Jobport</title>');
    writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
    writeFileSync(join(folder, 'assets', 'notes.db'), 'not for the window');
    writeFileSync(join(base, 'secret.json'), '{}');
    symlinkSync(join(base, 'secret.json'), join(folder, 'link.json'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('gives a built file with its type and the strict policy', async () => {
    const answer = await windowFile(folder, '/assets/a.js');
    expect(answer.status).toBe(200);
    expect(answer.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(answer.headers['Content-Security-Policy']).toBe(contentPolicy);
    expect(answer.headers['Cache-Control']).toBe('no-store');
  });

  it('gives the window itself for the address of a screen', async () => {
    for (const path of ['/', '/candidates', '/candidates/0199-abc/profile']) {
      const answer = await windowFile(folder, path);
      expect(new TextDecoder().decode(answer.body)).toContain('<title>Jobport</title>');
    }
  });

  it('refuses everything outside the folder, however it is written', async () => {
    for (const path of [
      '/../secret.json',
      '/assets/../../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/..\\secret.json',
      '/%00/index.html',
      '/%E0%A4%A',
      '/link.json',
      '//etc/passwd.json',
    ]) {
      expect((await windowFile(folder, path)).status, path).toBe(404);
    }
  });

  it('refuses a kind of file that the window never loads', async () => {
    expect((await windowFile(folder, '/assets/notes.db')).status).toBe(404);
  });

  it('never allows inline or foreign scripts', () => {
    expect(contentPolicy).toContain("default-src 'none'");
    expect(contentPolicy).toContain("script-src 'self';");
    expect(contentPolicy).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});
