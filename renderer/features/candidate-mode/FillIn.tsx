/**
 * The questionnaire in the hands of the candidate. Each answer goes to the desktop at once; what comes out is shown only where the adviser
 * wanted that, because a score without anybody to talk to is easily read as a judgement.
 */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayIn } from '../../../core/assessments/definition.ts';
import { scalesOf } from '../../../core/assessments/results.ts';
import type { Answers } from '../../../core/assessments/scoring.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Questionnaire } from '../../components/questionnaire/Questionnaire.tsx';
import { useKeptInOrder } from '../../components/questionnaire/useKeptInOrder.ts';
import { ScoreTable } from '../../components/scores/ScoreTable.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './candidate-mode.module.css';

type Fill = NonNullable<Answer<'candidateMode.read'>['fills'][number]>;

export function FillIn({
  fill,
  at,
  done,
  later,
}: {
  fill: Fill;
  /** Which of those that were handed over. */
  at: number;
  done: () => void;
  later: () => void;
}) {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const [answers, setAnswers] = useState<Answers>(fill.answers);
  const send = useCallback((next: Answers) => api.ask('candidateMode.answer', { at, answers: next }), [api, at]);
  const { keep, latest, failure, setFailure } = useKeptInOrder(send);
  const answer = (next: Answers) => {
    setAnswers(next);
    void keep(next);
  };
  const finish = async () => {
    // Once more: an answer that could not be kept is tried again before it counts.
    if (!(await keep(latest.current ?? answers))) return;
    const finished = await api.ask('candidateMode.finish', { at, today: localDay(Date.now()) });
    setFailure(finished.ok ? null : finished.error);
    if (finished.ok) done();
  };
  const leave = async () => {
    if (await keep(latest.current ?? answers)) later();
  };
  const words = i18n.getFixedT(fill.language);
  return (
    <>
      <ErrorNote failure={failure} />
      <Questionnaire
        definition={fill.definition}
        answers={answers}
        language={fill.language}
        onAnswer={answer}
        onFinish={() => void finish()}
        onLeave={() => void leave()}
        alone={{ ending: words(fill.showsResult ? 'candidateMode.endingShown' : 'candidateMode.ending') }}
      />
      <p className={classes.kept}>{t('candidateMode.kept')}</p>
    </>
  );
}

/** What came out, or that the adviser talks about it. */
export function FilledIn({ fill }: { fill: Fill }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { definition, scores } = fill;
  const points = { scores: JSON.stringify(scores ?? {}), normGroup: null, scoreKind: null, scoreMax: null };
  return (
    <section className={classes.part}>
      <h1>{sayIn(definition.title, language)}</h1>
      <p className={classes.done}>{t('candidateMode.filled')}</p>
      {scores ? (
        <>
          <div className={classes.text}>
            <ScoreTable scales={scalesOf(points, definition, language)} before={null} />
          </div>
          <p>{sayIn(definition.meaning, language)}</p>
        </>
      ) : (
        <p>{t('candidateMode.filledWhat')}</p>
      )}
    </section>
  );
}
