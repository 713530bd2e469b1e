/**
 * Keeps answers as they are given: each is sent at once, and the desktop takes them in that order. Nothing waits in the window for an answer, so
 * whoever locks right after a click asks for that behind it.
 */
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
      saving.current = send(next).then((kept) => {
        if (latest.current !== next) return true;
        setFailure(kept.ok ? null : kept.error);
        return kept.ok;
      });
      return saving.current;
    },
    [send],
  );
  return { keep, latest, saving, failure, setFailure };
}
