import { describe, expect, it } from 'vitest';
import { isWithinBounds } from './message-bounds.ts';

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { inside: nested(depth - 1) });

describe('the bounds of a message from the window', () => {
  it('lets ordinary messages through', () => {
    expect(isWithinBounds(undefined)).toBe(true);
    expect(isWithinBounds({ filter: { phase: ['intake'] }, page: 1, note: null })).toBe(true);
    expect(isWithinBounds({ ids: Array.from({ length: 10_000 }, (_, index) => `candidate-${index}`) })).toBe(true);
    expect(isWithinBounds({ bytes: new Uint8Array(20_000_000) })).toBe(true);
    expect(isWithinBounds(Object.assign(Object.create(null) as object, { a: 1 }))).toBe(true);
  });

  it('refuses what is too large', () => {
    expect(isWithinBounds('x'.repeat(3_000_000))).toBe(false);
    expect(isWithinBounds({ bytes: new Uint8Array(70_000_000) })).toBe(false);
    expect(isWithinBounds({ ['k'.repeat(3_000_000)]: 1 })).toBe(false);
    expect(isWithinBounds(Object.assign([], { length: 4_000_000_000 }))).toBe(false);
    expect(isWithinBounds(Array.from({ length: 300_000 }, () => 0))).toBe(false);
  });

  it('refuses what is too deep or bites its own tail', () => {
    expect(isWithinBounds(nested(31))).toBe(true);
    expect(isWithinBounds(nested(33))).toBe(false);
    const tail: { self?: unknown } = {};
    tail.self = tail;
    expect(isWithinBounds(tail)).toBe(false);
    const wide: unknown[] = [];
    wide.push(wide, wide, wide);
    expect(isWithinBounds(wide)).toBe(false);
  });

  it('refuses anything but plain data', () => {
    for (const odd of [
      () => 1,
      Symbol('x'),
      1n,
      new Map(),
      new Date(0),
      /x/,
      new (class Own {
        field = 1;
      })(),
    ]) {
      expect(isWithinBounds({ odd })).toBe(false);
    }
  });
});
