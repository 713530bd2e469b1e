/**
 * Adding files to a dossier, one after the other: chosen in the dialog, dropped or pasted. Each has its progress and its Cancel; what can not
 * be taken is said by its name and stops none of the others.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { FILE_PIECE } from '../../../core/contract/file-piece.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { useEvent } from '../../api/useAsk.ts';

export type Adding = {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly isStopping: boolean;
};
export type NotAdded = { readonly key: number; readonly name: string; readonly failure: Failure };
/** What is said of a file as it is added: what it belongs to, or which document it is a newer version of. */
export type Beside = { readonly about?: string; readonly replaces?: string };
type Chosen = {
  readonly name: string;
  readonly bytes: number;
  readonly source: File | string;
  readonly beside: Beside;
  /** Told when it is in the dossier. */
  readonly whenAdded?: () => Promise<void>;
};

/** @param added told when a row of files is through: of the last one its name and group, and how many there were */
export function useAddDocuments(
  dossier: string,
  added: (done: { name: string; group: string; count: number }) => void,
) {
  const api = useApi();
  const [current, setCurrent] = useState<Adding | null>(null);
  const [behind, setBehind] = useState(0);
  const [notAdded, setNotAdded] = useState<readonly NotAdded[]>([]);
  const queue = useRef<Chosen[]>([]);
  const busy = useRef(false);
  const job = useRef<string | null>(null);
  const isStopping = useRef(false);
  const isGone = useRef(false);
  const number = useRef(0);
  const latestAdded = useRef(added);
  latestAdded.current = added;
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEvent((event) => {
    if (event.type !== 'job.progress' || event.job !== job.current) return;
    setCurrent((before) => before && { ...before, done: event.done, total: event.total });
  });

  const refuse = useCallback((name: string, failure: Failure) => {
    if (failure.type === 'Cancelled') return;
    number.current += 1;
    const key = number.current;
    setNotAdded((before) => [...before, { key, name, failure }]);
  }, []);

  /** The bytes of a dropped file, a piece at a time: never all of it in memory. */
  const send = useCallback(
    async (file: File): Promise<{ ok: true; token: string } | { ok: false; error: Failure }> => {
      const offered = await api.ask('documents.offer', { dossier, name: file.name || 'document', bytes: file.size });
      if (!offered.ok) return offered;
      const { token } = offered.value;
      for (let at = 0; at < file.size; at += FILE_PIECE) {
        let error: Failure | null = isStopping.current || isGone.current ? { type: 'Cancelled' } : null;
        if (!error) {
          try {
            const bytes = new Uint8Array(await file.slice(at, at + FILE_PIECE).arrayBuffer());
            const taken = await api.ask('documents.piece', { token, bytes });
            if (!taken.ok) error = taken.error;
          } catch {
            // A folder, or a file that went away or changed since it was dropped.
            error = { type: 'NotReadable' };
          }
        }
        if (error) {
          await api.ask('documents.discard', { token });
          return { ok: false, error };
        }
        setCurrent((before) => before && { ...before, done: Math.min(file.size, at + FILE_PIECE) });
      }
      return { ok: true, token };
    },
    [api, dossier],
  );

  const work = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    let last: { name: string; group: string } | null = null;
    let count = 0;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { name, bytes, source, beside } = next;
      isStopping.current = false;
      setBehind(queue.current.length);
      setCurrent({ name, done: 0, total: bytes, isStopping: false });
      const sent = typeof source === 'string' ? { ok: true as const, token: source } : await send(source);
      if (!sent.ok) {
        refuse(name, sent.error);
        continue;
      }
      job.current = crypto.randomUUID();
      const answer = await api.ask('documents.add', { dossier, token: sent.token, job: job.current, ...beside });
      job.current = null;
      if (answer.ok) {
        last = { name, group: answer.value.group };
        count++;
        await next.whenAdded?.();
      } else {
        refuse(name, answer.error);
        await api.ask('documents.discard', { token: sent.token });
      }
    }
    busy.current = false;
    setCurrent(null);
    setBehind(0);
    if (last && !isGone.current) latestAdded.current({ ...last, count });
  }, [api, dossier, refuse, send]);

  const enqueue = useCallback(
    (chosen: readonly Chosen[]) => {
      queue.current.push(...chosen);
      setBehind(queue.current.length);
      void work();
    },
    [work],
  );

  return {
    current,
    behind,
    notAdded,
    forget: useCallback((key: number) => setNotAdded((before) => before.filter((each) => each.key !== key)), []),
    choose: useCallback(
      async (beside: Beside = {}) => {
        const answer = await api.ask('documents.choose', null);
        if (!answer.ok) return refuse('', answer.error);
        for (const { name, why } of answer.value.refused) refuse(name, { type: why });
        enqueue(answer.value.files.map(({ name, bytes, token }) => ({ name, bytes, source: token, beside })));
      },
      [api, enqueue, refuse],
    ),
    /** One that the desktop knows already; `whenAdded` hears when it is in the dossier. */
    addChosen: useCallback(
      (file: { name: string; bytes: number; source: string }, whenAdded: () => Promise<void>) =>
        enqueue([{ ...file, beside: {}, whenAdded }]),
      [enqueue],
    ),
    take: useCallback(
      (files: readonly File[], beside: Beside = {}) =>
        enqueue(files.map((file) => ({ name: file.name, bytes: file.size, source: file, beside }))),
      [enqueue],
    ),
    stop: useCallback(async () => {
      isStopping.current = true;
      setCurrent((before) => before && { ...before, isStopping: true });
      if (job.current) await api.ask('jobs.cancel', { job: job.current });
    }, [api]),
  };
}
