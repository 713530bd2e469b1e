import { describe, expect, it } from 'vitest';
import { blocksOf } from '../guidance/report-text.ts';
import { inForce, lastAgreed, newestFirst, startingText, statementAsk } from './statement.ts';

const one = { id: 'one', date: '2025-01-01', createdAt: 1 };
const two = { id: 'two', date: '2026-03-01', createdAt: 2 };
const mended = { id: 'mended', date: '2026-03-01', createdAt: 3 };
const coming = { id: 'coming', date: '2027-01-01', createdAt: 4 };
const all = [two, coming, one, mended];

describe('versions of a statement', () => {
  it('stand the newest first, and of one day the last that was published', () => {
    expect(newestFirst(all).map(({ id }) => id)).toEqual(['coming', 'mended', 'two', 'one']);
  });

  it('one holds: the newest that came into force, on that day itself too', () => {
    expect(inForce(all, '2026-11-30')?.id).toBe('mended');
    expect(inForce(all, '2027-01-01')?.id).toBe('coming');
    expect(inForce(all, '2026-02-28')?.id).toBe('one');
    expect(inForce(all, '2024-12-31')).toBeNull();
    expect(inForce([], '2026-11-30')).toBeNull();
  });

  it('what changed is held against what somebody agreed to last, if that is still there', () => {
    const agreed = [
      { id: 'two', at: 20 },
      { id: 'one', at: 10 },
      { id: 'of another office', at: 30 },
    ];
    expect(lastAgreed(all, agreed)?.id).toBe('two');
    expect(lastAgreed(all, [])).toBeNull();
  });

  it('is published with all of it, on a day that is there', () => {
    const whole = { title: 'Privacy', version: '1', date: '2026-02-28', text: 'x' };
    expect(statementAsk.safeParse(whole).success).toBe(true);
    for (const wrong of [{ title: ' ' }, { version: '' }, { date: '2026-02-30' }, { text: '\n' }])
      expect(statementAsk.safeParse({ ...whole, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
});

describe('the text to begin with', () => {
  it('says the same in both languages, part by part, and whom to ask', () => {
    const named = { name: 'Loopbaanhulp Verzonnen', contact: 'Wies Verzonnen' };
    const kinds = (language: 'nl' | 'en') => blocksOf(startingText(language, named)).map(({ kind }) => kind);
    expect(kinds('nl')).toEqual(kinds('en'));
    expect(kinds('nl').filter((kind) => kind === 'heading')).toHaveLength(6);
    for (const language of ['nl', 'en'] as const) {
      expect(startingText(language, named)).toContain('Loopbaanhulp Verzonnen');
      expect(startingText(language, named)).toContain('Wies Verzonnen');
      expect(startingText(language, { name: null, contact: null })).not.toContain('null');
    }
  });
});
