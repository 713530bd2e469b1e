/**
 * Keeps what is answered in a questionnaire: each answer encrypted at once, so that a lock or a kill loses none; written into the result as one
 * change when somebody leaves or finishes, so that undo and history have sittings and not single answers. Wherever a questionnaire is shown,
 * this is how its answers are kept.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { definitionKey, type Definition } from '../../../core/assessments/definition.ts';
import { fillingKey } from '../../../core/assessments/filling.ts';
import { scoresOf, type Answers } from '../../../core/assessments/scoring.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { numbersOf } from '../../../core/domain/field.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import type { Failure } from '../../api/bridge.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useKeptInOrder } from './useKeptInOrder.ts';

export type Filling = {
  /** Null while it is not known what was answered before. */
  readonly answers: Answers | null;
  readonly failure: Failure | null;
  readonly answer: (answers: Answers) => void;
  /** Into the result, to go on another time. */
  readonly leave: () => Promise<boolean>;
  /** Into the result, with its scores. False when it could not be written: nothing is lost, and it can be tried again. */
  readonly finish: () => Promise<boolean>;
};

export function useFilling(
  dossier: string,
  result: Pick<Row<'assessment'>, 'id' | 'answers' | 'date'>,
  definition: Definition,
): Filling {
  const api = useApi();
  const { id: row } = result;
  const key = fillingKey(dossier, row);
  const kept = useAsk('drafts.list', { prefix: key }, { eachTime: true });
  const [answers, setAnswers] = useState<Answers | null>(null);
  const send = useCallback((next: Answers) => api.ask('drafts.save', { key, body: JSON.stringify(next) }), [api, key]);
  const { keep, latest, saving, failure, setFailure } = useKeptInOrder(send);
  /** Answered since it was last written. */
  const isAhead = useRef(false);

  useEffect(() => {
    if (latest.current !== null || !kept.isFetchedAfterMount) return;
    const draft = kept.data?.find((each) => each.key === key)?.body ?? null;
    isAhead.current = draft !== null;
    latest.current = { ...numbersOf(result.answers), ...numbersOf(draft) };
    setAnswers(latest.current);
  }, [kept.isFetchedAfterMount, kept.data, key, result.answers, latest]);

  const answer = useCallback(
    (next: Answers) => {
      isAhead.current = true;
      setAnswers(next);
      void keep(next);
    },
    [keep],
  );

  const write = useCallback(
    async (isDone: boolean): Promise<boolean> => {
      const now = latest.current;
      if (now === null || (!isDone && !isAhead.current)) return true;
      await saving.current;
      const done = {
        scores: JSON.stringify(scoresOf(definition, now)),
        definition: definitionKey(definition),
        date: result.date ?? localDay(Date.now()),
        finished: 'yes',
      };
      const written = await api.ask('dossier.edit', {
        dossier,
        concept: 'assessment',
        row,
        fields: { answers: JSON.stringify(now), ...(isDone ? done : { finished: 'no' }) },
      });
      setFailure(written.ok ? null : written.error);
      if (!written.ok) return false;
      isAhead.current = false;
      await api.ask('drafts.remove', { key });
      return true;
    },
    [api, definition, dossier, key, latest, result.date, row, saving, setFailure],
  );

  // Whoever goes somewhere else leaves it too.
  const writing = useRef(write);
  writing.current = write;
  useEffect(() => () => void writing.current(false), []);

  return { answers, failure, answer, leave: () => write(false), finish: () => write(true) };
}
