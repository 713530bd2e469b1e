/** The list below an editor: each name, by which other name it was found, and what tells it apart. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from './useSuggestions.ts';
import classes from './Suggestions.module.css';

export const optionId = (list: string, at: number): string => `${list}-${at}`;

export function Suggestions({
  id,
  label,
  shown,
  active,
  onPoint,
  onTake,
}: {
  id: string;
  label: string;
  shown: readonly Suggestion[];
  active: number;
  onPoint: (at: number) => void;
  onTake: (suggestion: Suggestion) => void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className={classes.sheet}>
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={t('dossier.suggestionsFor', { field: label })}
        className={classes.list}
        // The editor keeps the focus: leaving it would write what is typed.
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown.map((each, at) => (
          // The keys are those of the editor, which names this option as the active one.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={`${each.code ?? ''} ${each.label}`}
            id={optionId(id, at)}
            role="option"
            aria-selected={at === active}
            className={classes.option}
            onMouseMove={() => at !== active && onPoint(at)}
            onClick={() => onTake(each)}
          >
            <span className={classes.name}>{each.label}</span>
            {(each.matched ?? each.hint) !== null && (
              <span className={classes.about}>
                {each.matched !== null && t('dossier.suggestionAlso', { name: each.matched })}
                {each.matched !== null && each.hint !== null && ' · '}
                {each.hint}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.how} aria-hidden>
        {t('dossier.suggestionsHow')}
      </p>
    </div>
  );
}
