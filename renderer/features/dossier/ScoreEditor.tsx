/**
 * The scores of somebody else's report, as lines to type or paste: a scale and its number. Kept with each key like every answer; written when
 * every line is a score, and until then it says which line is not.
 */
import { useEffect, useId, useRef, useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MOST_DECIMALS, MOST_SCORE, readScoreLines } from '../../../core/assessments/score-lines.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { typingText } from '../../components/field-text.ts';
import { useEditing } from './DossierContext.tsx';
import classes from './assessments.module.css';

const PAUSE_MS = 1200;

export function ScoreEditor({ row }: { row: Row<'assessment'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const editing = useEditing();
  const id = useId();
  const place = { concept: 'assessment' as const, row: row.id, field: 'scores' };
  const draft = editing.draftOf(place);
  const stored = typingText('assessment', 'scores', row.scores);
  const [text, setText] = useState(draft ?? stored);
  const [isTyping, setTyping] = useState(false);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  // Undone, or changed elsewhere: shown, unless somebody is typing here.
  useEffect(() => {
    if (!isTyping) setText(draft ?? stored);
  }, [draft, stored, isTyping]);
  const { problems } = readScoreLines(text);
  const settle = () => {
    clearTimeout(pause.current);
    editing.commitTyped(place);
  };
  return (
    <div>
      <Textarea
        id={id}
        label={t('assessments.scoresEdit')}
        description={t('assessments.scoresHow')}
        value={text}
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        data-editor="assessment.scores"
        classNames={{ input: classes.lines ?? '' }}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setTyping(true);
          setText(next);
          editing.type(place, next);
          clearTimeout(pause.current);
          pause.current = setTimeout(settle, PAUSE_MS);
        }}
        onBlur={() => {
          settle();
          setTyping(false);
        }}
      />
      {draft !== undefined && !isTyping && problems.length > 0 && (
        <ul className={classes.problems} role="alert">
          {problems.slice(0, 5).map(({ line, reason, text: of }) => (
            <li key={line}>
              {t(`assessments.lineProblem.${reason}`, {
                line,
                text: of,
                most: MOST_SCORE.toLocaleString(language),
                decimals: MOST_DECIMALS,
              })}
            </li>
          ))}
          <li>{t('assessments.scoresUnsaved')}</li>
        </ul>
      )}
    </div>
  );
}
