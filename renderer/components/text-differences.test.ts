import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, countChanges, type Line, type Side } from './text-differences.ts';

const text = (side: Side | null): string | null => side && side.pieces.map((piece) => piece.text).join('');
const short = (lines: readonly Line[]) => lines.map(({ kind, before, after }) => [kind, text(before), text(after)]);
const marked = (side: Side | null | undefined) =>
  (side?.pieces ?? []).filter(({ isChanged }) => isChanged).map((piece) => piece.text);

const PLAN = `# Naar de zorg

Periode: vanaf 1 november 2026

# Doel 1: Diploma
Waarom: Zonder diploma geen baan

- Inschrijven (samen, gedaan)
- Stage lopen (kandidaat, uiterlijk 3 december 2026)`;

describe('two texts of a plan', () => {
  it('nothing changed', () => {
    const lines = compareTexts(PLAN, PLAN.replaceAll('\n', '\r\n'));
    expect(countChanges(lines)).toEqual({ come: 0, gone: 0, changed: 0 });
    expect(lines.map(({ before }) => before?.shape)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'paragraph',
      'item',
      'item',
    ]);
    expect(compareTexts('', '')).toEqual([]);
  });

  it('marks the words that changed in a line, and lines that came and went', () => {
    const next = PLAN.replace('3 december', '17 januari')
      .replace('- Inschrijven (samen, gedaan)\n', '')
      .concat('\n- Opa en oma bellen');
    const lines = compareTexts(PLAN, next);
    expect(short(lines).filter(([kind]) => kind !== 'same')).toEqual([
      ['gone', 'Inschrijven (samen, gedaan)', null],
      [
        'changed',
        'Stage lopen (kandidaat, uiterlijk 3 december 2026)',
        'Stage lopen (kandidaat, uiterlijk 17 januari 2026)',
      ],
      ['come', null, 'Opa en oma bellen'],
    ]);
    const line = lines.find(({ kind }) => kind === 'changed');
    expect(marked(line?.before)).toEqual(['3', 'december']);
    expect(marked(line?.after)).toEqual(['17', 'januari']);
  });

  it('an item never becomes a heading, and lines that share little are two lines', () => {
    expect(short(compareTexts('- Diploma halen', '# Diploma halen'))).toEqual([
      ['gone', 'Diploma halen', null],
      ['come', null, 'Diploma halen'],
    ]);
    expect(countChanges(compareTexts('Een twee drie', 'Vier vijf zes'))).toEqual({ come: 1, gone: 1, changed: 0 });
  });

  it('loses no line of either text, whatever stands in them', () => {
    const texts = fc
      .array(fc.constantFrom('# a b', '- a b c', '- a b d', 'a', '', 'é è a b', '-', '#'), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    const plain = (of: string) =>
      of
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.replace(/^(?:#|-)\s+/, ''));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = compareTexts(before, after);
        expect(lines.flatMap((line) => text(line.before) ?? [])).toEqual(plain(before));
        expect(lines.flatMap((line) => text(line.after) ?? [])).toEqual(plain(after));
        expect(lines.every(({ kind }) => kind === 'same')).toBe(
          plain(before).join('\n') === plain(after).join('\n') &&
            lines.every((line) => line.before?.shape === line.after?.shape),
        );
      }),
    );
  });

  it('is done at once with texts that have nothing in common', () => {
    const long = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join('\n');
    const began = performance.now();
    expect(countChanges(compareTexts(long('a'), long('b')))).toEqual({ come: 5000, gone: 5000, changed: 0 });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
