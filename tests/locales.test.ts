/** The words of the window: both languages complete, none unused, none asked for that is not there, a sentence per failure. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTAKE_REASONS } from '../electron/exchange/intake/intake.ts';
import { en } from '../renderer/locales/en/index.ts';
import { nl } from '../renderer/locales/nl/index.ts';

const root = join(import.meta.dirname, '..');

function keysOf(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(at, value);
    else for (const [inner, text] of keysOf(value as object, at)) found.set(inner, text);
  }
  return found;
}

const dutch = keysOf(nl);
const english = keysOf(en);

function sources(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const windowCode = ['app', 'api', 'components', 'features']
  .flatMap((folder) => sources(join('renderer', folder), /\.tsx?$/))
  .join('\n');
/** `t('a.b')` and every other whole key that stands in quotes: keys are also passed on as values. */
const quoted = new Set([...windowCode.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/gi)].map((match) => match[1] ?? ''));
/** `t(`a.${b}`)`: everything that begins so is used. */
const beginnings = [...windowCode.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/gi)].map((match) => match[1] ?? '');
const withoutPlural = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

describe('the words of the window', () => {
  it('are the same keys in Dutch and English', () => {
    expect([...dutch.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !dutch.has(key))).toEqual([]);
  });

  it('are never empty and fill in the same things in both languages', () => {
    const filled = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    for (const [key, text] of dutch) {
      expect(text.trim(), key).not.toBe('');
      // "1 kandidaat" may leave its number out in one language and not in the other.
      if (!key.endsWith('_one')) expect(filled(english.get(key) ?? ''), key).toEqual(filled(text));
    }
  });

  it('are all used', () => {
    const unused = [...dutch.keys()].filter(
      (key) => !quoted.has(withoutPlural(key)) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it('are all there when they are asked for', () => {
    const known = new Set([...dutch.keys()].map(withoutPlural));
    const asked = [...windowCode.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it('have a sentence for every failure that the desktop can answer', () => {
    // The headless door answers in a terminal and has words of its own.
    const code = ['electron/caseload', 'electron/exchange', 'electron/sync', 'electron/vault', 'core']
      .flatMap((folder) => sources(folder, /\.ts$/))
      .join('\n');
    const failures = new Set([...code.matchAll(/\btype: '([A-Z][A-Za-z]+)'/g)].map((match) => match[1] ?? ''));
    expect(failures.size).toBeGreaterThan(20);
    expect([...failures].filter((type) => !dutch.has(`errors.${type}`)).sort()).toEqual([]);
  });

  it('have a sentence for every reason for which a file is refused', () => {
    for (const reason of INTAKE_REASONS) expect(dutch.has(`intake.reason.${reason}`), reason).toBe(true);
  });

  it('say in the log what was done, of everything that is written there', () => {
    const code = sources('electron/caseload', /\.ts$/).join('\n');
    const actions = [...code.matchAll(/\baction: '([a-zA-Z.]+)'|\b(?:told|audited)\([^;]*?'(vault\.\w+)',?\s*\)/g)].map(
      ([, said, ofVault]) => said ?? ofVault ?? '',
    );
    expect(actions.length).toBeGreaterThan(15);
    const labels = /export type GroupLabel =([^;]+);/.exec(code)?.[1] ?? '';
    const written = [...labels.matchAll(/'(\w+)'/g)].map((match) => `write.${match[1] ?? ''}`);
    expect(written.length).toBeGreaterThan(10);
    const unsaid = [...new Set([...actions, ...written])].filter(
      (action) => !dutch.has(`settings.action.${action.replace('.', '_')}`),
    );
    expect(unsaid).toEqual([]);
  });

  it('never show codes or English trade words in Dutch', () => {
    const wrong = [...dutch].filter(([, text]) =>
      /\b(?:sync\w*|error|failed|ID|null|undefined|database)\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });
});
