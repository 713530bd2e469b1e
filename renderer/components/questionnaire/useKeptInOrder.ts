/** Keeps answers as they are given, one message at a time and the latest last: a later answer never lands before an earlier one. */
import { useCallback, useRef, useState } from 'react';
import type { Answers } from '../../../core/assessments/scoring.ts';
import type { Failure } from '../../api/bridge.ts';

type Kept = { readonly ok: true } | { readonly ok: false; readonly error: Failure };

export function useKeptInOrder(send: (answers: Answers) => Promise<Kept>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const saving = useRef<Promise<boolean>>(Promise.resolve(true));
  const latest = useRef<Answers | null>(null);

  /** False when these could not be kept; what was overtaken by a later answer need not be. */
  const keep = useCallback(
    (next: Answers): Promise<boolean> => {
      latest.current = next;
      const before = saving.current;
      const run = async (): Promise<boolean> => {
        await before;
        if (latest.current !== next) return true;
        const kept = await send(next);
        setFailure(kept.ok ? null : kept.error);
        return kept.ok;
      };
      saving.current = run();
      return saving.current;
    },
    [send],
  );
  return { keep, latest, saving, failure, setFailure };
}
