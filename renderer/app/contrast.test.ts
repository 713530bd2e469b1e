/** Measures the tokens: every ink on every ground it is used on, in both themes (WCAG 2.2: 1.4.3 and 1.4.11). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split("[data-mantine-color-scheme='dark']");
const tokensIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
const themes = { light: tokensIn(light), dark: { ...tokensIn(light), ...tokensIn(dark) } };

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ['paper', 'sheet', 'hover'];
/** Ink → the grounds it is written on. */
const TEXT: Record<string, string[]> = {
  ink: [...GROUNDS, 'petrol-wash', 'line-faint'],
  'ink-2': [...GROUNDS, 'petrol-wash', 'line-faint'],
  'ink-3': ['paper', 'sheet'],
  petrol: [...GROUNDS, 'petrol-wash'],
  'petrol-2': [...GROUNDS, 'petrol-wash'],
  'on-petrol': ['petrol', 'petrol-2'],
  amber: ['sheet'],
  'amber-ink': [...GROUNDS, 'amber-wash', 'petrol-wash'],
  green: [...GROUNDS, 'green-wash'],
  red: [...GROUNDS, 'red-wash'],
  violet: [...GROUNDS, 'violet-wash'],
  'side-ink': ['side', 'side-active'],
  'side-ink-2': ['side'],
};
/** Edges and marks that must be seen, 3:1. */
const EDGES: Record<string, string[]> = { 'line-control': ['sheet', 'paper'] };

describe.each(Object.entries(themes))('the %s theme', (_theme, tokens) => {
  const measured = (pairs: Record<string, string[]>, least: number) =>
    Object.entries(pairs).flatMap(([ink, grounds]) =>
      grounds.flatMap((ground) => {
        const found = contrast(tokens[ink] ?? '', tokens[ground] ?? '');
        return found >= least ? [] : [`${ink} on ${ground}: ${found.toFixed(2)}`];
      }),
    );

  it('writes every ink with at least 4.5:1 on its grounds', () => {
    expect(measured(TEXT, 4.5)).toEqual([]);
  });

  it('draws the edges of fields with at least 3:1', () => {
    expect(measured(EDGES, 3)).toEqual([]);
  });

  it('shows keyboard focus on every ground, by the amber ring or by its edge', () => {
    const unseen = [...GROUNDS, 'petrol', 'side', 'petrol-wash'].filter(
      (ground) =>
        contrast(tokens['focus'] ?? '', tokens[ground] ?? '') < 3 &&
        contrast(tokens['focus-edge'] ?? '', tokens[ground] ?? '') < 3,
    );
    expect(unseen).toEqual([]);
  });
});
