/** One answer out of a few, all of them in sight: real radio buttons, so arrows and screen readers know them. */
import { useId, type ReactNode } from 'react';
import classes from './handover.module.css';

export type Option<T extends string> = { readonly value: T; readonly label: string; readonly text?: string };

export function Choice<T extends string>({
  legend,
  options,
  value,
  onChange,
  look,
  children,
}: {
  legend: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** `cards` have a sentence each; `row` are short words beside each other. */
  look: 'cards' | 'row';
  /** A quiet sentence under the choice. */
  children?: ReactNode;
}) {
  const name = useId();
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>{legend}</legend>
      <div className={look === 'cards' ? classes.cards : classes.row}>
        {options.map((option) => (
          <label key={option.value} className={look === 'cards' ? classes.card : classes.segment}>
            <input
              type="radio"
              className={classes.radio}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              {...(option.text
                ? { 'aria-labelledby': `${name}${option.value}`, 'aria-describedby': `${name}${option.value}-what` }
                : {})}
            />
            <span id={`${name}${option.value}`} className={classes.optionLabel}>
              {option.label}
            </span>
            {option.text && (
              <span id={`${name}${option.value}-what`} className={classes.optionText}>
                {option.text}
              </span>
            )}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
