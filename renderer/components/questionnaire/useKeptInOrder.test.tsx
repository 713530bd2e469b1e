import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../../core/assessments/scoring.ts';
import { useKeptInOrder } from './useKeptInOrder.ts';

type Kept = { ok: true } | { ok: false; error: { type: string } };

/** What was sent, and the answers of a desktop that is slow. */
let sent: { answers: Answers; answered: (kept: Kept) => void }[];
let hook: ReturnType<typeof useKeptInOrder>;
let end: () => void;

const send = (answers: Answers) =>
  new Promise<Kept>((answered) => {
    sent.push({ answers, answered });
  });
function Filling({ seen }: { seen: (kept: typeof hook) => void }) {
  const kept = useKeptInOrder(send);
  useEffect(() => {
    seen(kept);
  });
  return null;
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  sent = [];
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Filling seen={(kept) => (hook = kept)} />));
  end = () => act(() => root.unmount());
});
afterEach(() => end());

describe('answers that are given', () => {
  it('are each sent at once, however slow the desktop is: a lock right after it comes behind it', () => {
    void hook.keep({ een: 1 });
    void hook.keep({ een: 1, twee: 4 });
    expect(sent.map(({ answers }) => answers)).toEqual([{ een: 1 }, { een: 1, twee: 4 }]);
  });

  it('count as kept when the latest is; that an earlier one was refused is overtaken by it', async () => {
    const first = hook.keep({ een: 1 });
    const second = hook.keep({ een: 1, twee: 4 });
    await act(async () => sent[0]?.answered({ ok: false, error: { type: 'DiskFull' } }));
    expect([await first, hook.failure]).toEqual([true, null]);
    await act(async () => sent[1]?.answered({ ok: false, error: { type: 'DiskFull' } }));
    expect([await second, await hook.saving.current, hook.failure]).toEqual([false, false, { type: 'DiskFull' }]);
    const third = hook.keep({ een: 2 });
    await act(async () => sent[2]?.answered({ ok: true }));
    expect([await third, hook.failure]).toEqual([true, null]);
  });
});
