import { describe, expect, it, vi } from 'vitest';
import { makeDraftKeeper } from './draft-keeper.ts';

function desktop() {
  const kept = new Map<string, string>();
  const slowly = async (act: () => void) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    act();
  };
  return {
    kept,
    send: {
      save: (key: string, text: string) => slowly(() => void kept.set(key, text)),
      remove: (key: string) => slowly(() => void kept.delete(key)),
    },
  };
}

describe('the keeper of drafts', () => {
  it('sends each text at once and in order, so that a lock asked behind the last key finds it kept', async () => {
    const heard: string[] = [];
    const neverAnswers = async (message: string) => {
      heard.push(message);
      await new Promise(() => undefined);
    };
    const keeper = makeDraftKeeper({ save: (_, text) => neverAnswers(text), remove: () => neverAnswers('-') });
    for (const text of ['A', 'Am', 'Ams', 'Amst']) keeper.save('place', text);
    // Asked in the same breath, before any answer.
    void neverAnswers('lock');
    expect(heard).toEqual(['A', 'Am', 'Ams', 'Amst', 'lock']);
  });

  it('ends with what was done last, for each field of its own', async () => {
    const there = desktop();
    const keeper = makeDraftKeeper(there.send);
    keeper.save('a', '1');
    keeper.save('b', '1');
    keeper.remove('a');
    keeper.save('b', '2');
    keeper.remove('b');
    keeper.save('b', '3');
    await keeper.settled();
    expect([...there.kept]).toEqual([['b', '3']]);
  });

  it('holds what the disk did not take, and keeps the newest of it by itself when there is room', async () => {
    vi.useFakeTimers();
    const kept = new Map<string, string>();
    let isFull = true;
    let asked = 0;
    const full = { ok: false as const, error: { type: 'DiskFull' } };
    const keeper = makeDraftKeeper({
      save: async (key, text) => {
        asked++;
        if (isFull) return full;
        kept.set(key, text);
        return { ok: true };
      },
      remove: async (key) => {
        if (isFull) return full;
        kept.delete(key);
        return { ok: true };
      },
    });
    keeper.save('a', '1');
    keeper.save('b', '1');
    await keeper.settled();
    keeper.save('a', '12');
    await keeper.settled();
    expect(kept.size).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    // Not over and over: every two seconds.
    expect(asked).toBeLessThan(12);
    isFull = false;
    await vi.advanceTimersByTimeAsync(2_500);
    expect([...kept].sort()).toEqual([
      ['a', '12'],
      ['b', '1'],
    ]);
    vi.useRealTimers();
  });

  it('goes on after it was empty', async () => {
    const there = desktop();
    const keeper = makeDraftKeeper(there.send);
    keeper.save('a', '1');
    await keeper.settled();
    keeper.save('a', '2');
    await keeper.settled();
    expect(there.kept.get('a')).toBe('2');
  });
});
