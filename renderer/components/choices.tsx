/** Answers chosen from a few: chips that are on or off, and a row of which one is chosen. */
import { useId } from 'react';
import classes from './choices.module.css';

type Option = { readonly code: string; readonly label: string };

export function ToggleChips({
  labelledBy,
  options,
  value,
  onChange,
}: {
  labelledBy: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (next: string[]) => void;
}) {
  return (
    <div role="group" aria-labelledby={labelledBy} className={classes.chips}>
      {options.map(({ code, label }) => (
        <button
          key={code}
          type="button"
          className={classes.chip}
          aria-pressed={value.includes(code)}
          onClick={() =>
            // In the order of the list, whatever the order of clicking.
            onChange(options.map((each) => each.code).filter((each) => (each === code) !== value.includes(each)))
          }
        >
          {label}
        </button>
      ))}
    </div>
  );
}

export function Segments({
  labelledBy,
  options,
  value,
  onChange,
}: {
  labelledBy: string;
  options: readonly Option[];
  value: string;
  onChange: (next: string) => void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={classes.segments}>
      {options.map(({ code, label }) => (
        <label key={code} className={classes.segment} data-checked={value === code || undefined}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            checked={value === code}
            onChange={() => onChange(code)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
