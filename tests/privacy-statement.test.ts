/**
 * docs/privacy-statement.md, held against what it points at: each sentence of the statement has a line, each screen, channel, route and test
 * that it names is there. The statement itself is not in this repository; where it is not at hand its sentences are not counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../core/contract/contract.ts';
import { TABS } from '../renderer/components/dossier-tabs.ts';
import { routes } from '../server/routes.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const SEED = join(root, '../shared/seed/privacyverklaring-2.1.txt');

const STATES = ['works', 'partly', 'not yet', 'organisation', 'processor', 'says'];
type Line = { paragraph: number; number: number; words: string; state: string; where: string };

function linesOf(page: string): Line[] {
  let paragraph = 0;
  return page.split('\n').flatMap((line) => {
    const [, heading] = /^## §(\d)/.exec(line) ?? [];
    if (heading !== undefined) paragraph = Number(heading);
    const [, number, words = '', state = '', where = ''] = /^\|\s*(\d+)\s*\|([^|]*)\|([^|]*)\|(.*)\|$/.exec(line) ?? [];
    return number === undefined
      ? []
      : [{ paragraph, number: Number(number), words: words.trim(), state: state.trim(), where: where.trim() }];
  });
}

/** Headings inside a paragraph have no mark at their end; a point of a list is a sentence, or more than one. */
function sentencesOf(statement: string): Map<number, string[]> {
  const found = new Map<number, string[]>();
  let sentences: string[] | null = null;
  for (const line of statement.split(/\r?\n/).map((each) => each.trim())) {
    const [, heading] = /^([1-9])\. \S/.exec(line) ?? [];
    const [, point] = /^•\s*(.*)$/.exec(line) ?? [];
    if (heading !== undefined) found.set(Number(heading), (sentences = []));
    else if (line !== '' && (point !== undefined || /[.?!:;]$|\d$/.test(line)))
      sentences?.push(...(point ?? line).split(/(?<=[.?!:])\s+(?=\p{Lu})/u));
  }
  return found;
}

const lines = linesOf(textOf('docs/privacy-statement.md'));
const targets = lines.flatMap(({ paragraph, number, where }) =>
  [...where.matchAll(/`(route|channel|server|page|test):([^`]+)`/g)].map(([, kind = '', what = '']) => ({
    kind,
    what,
    at: `§${paragraph}.${number}`,
  })),
);
const named = (kind: string) => targets.filter((each) => each.kind === kind);
const missing = (kind: string, isThere: (what: string) => boolean): string[] =>
  named(kind)
    .filter(({ what }) => !isThere(what))
    .map(({ what, at }) => `${at}: ${what}`);

describe('the page that maps the statement', () => {
  it('has a line for every sentence of §1 to §9, and no others', (context) => {
    if (!existsSync(SEED)) return context.skip('the statement is not at hand here');
    const sentences = sentencesOf(readFileSync(SEED, 'utf8'));
    expect([...sentences.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const of = (paragraph: number) => lines.filter((each) => each.paragraph === paragraph).map(({ number }) => number);
    for (const [paragraph, all] of sentences)
      expect(of(paragraph), `§${paragraph}`).toEqual(all.map((_, index) => index + 1));
  });

  it('says of each what it means here in words of our own, and whose business it is', (context) => {
    expect(lines.length).toBeGreaterThan(60);
    for (const { paragraph, number, words, state, where } of lines) {
      const at = `§${paragraph}.${number}`;
      expect(STATES, at).toContain(state);
      expect(words.length, at).toBeGreaterThan(5);
      // What works is shown, and what does not is told in words.
      if (state === 'works') expect(where, at).toMatch(/`test:/);
      if (['partly', 'not yet'].includes(state))
        expect(where.replaceAll(/`[^`]*`/g, '').trim().length, at).toBeGreaterThan(20);
    }
    if (!existsSync(SEED)) return context.skip('the statement is not at hand here');
    const page = textOf('docs/privacy-statement.md');
    const copied = [...sentencesOf(readFileSync(SEED, 'utf8')).values()]
      .flat()
      .filter((sentence) => sentence.length > 30 && page.includes(sentence));
    expect(copied).toEqual([]);
  });

  it('names screens that are there', () => {
    const source = textOf('renderer/app/routes.tsx');
    const paths = new Set([...source.matchAll(/path: '([^']+)'/g)].map(([, path]) => path));
    const sections = textOf('renderer/features/settings/SettingsScreen.tsx');
    expect(
      missing('route', (what) => {
        const [, section] = /^\/settings\/(\w+)$/.exec(what) ?? [];
        const [, tab] = /^\/dossier\/\$id\/(\w+)$/.exec(what) ?? [];
        if (section !== undefined) return paths.has('/settings/$section') && sections.includes(`name: '${section}'`);
        if (tab !== undefined) return paths.has('/dossier/$id/$tab') && (TABS as readonly string[]).includes(tab);
        return paths.has(what);
      }),
    ).toEqual([]);
    const rooms = textOf('server/web/Page.tsx');
    expect(missing('page', (what) => rooms.includes(`at: '${what}'`))).toEqual([]);
    expect(named('route').length).toBeGreaterThan(10);
  });

  it('names channels of the desktop and routes of the server that are there', () => {
    expect(missing('channel', (what) => Object.hasOwn(contract, what))).toEqual([]);
    // Only their list is read: nothing is asked of what stands behind it.
    const all = routes({} as Parameters<typeof routes>[0]).map(({ method, url }) => `${method} ${url}`);
    expect(missing('server', (what) => all.includes(what))).toEqual([]);
  });

  it('names tests that are there, by their file and their name', () => {
    expect(
      missing('test', (what) => {
        const [file = '', name = ''] = what.split(' › ');
        return name !== '' && existsSync(join(root, file)) && textOf(file).includes(`'${name}'`);
      }),
    ).toEqual([]);
    expect(new Set(named('test').map(({ what }) => what)).size).toBeGreaterThan(25);
  });
});
