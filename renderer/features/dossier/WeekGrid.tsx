/**
 * The week in one picture. What is recorded are days and parts of the day, not every hour apart: a cell is filled when both
 * its day and its part are. Clicking a day or a part turns the whole of it; arrow keys walk over them.
 */
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DAYS, DAY_PARTS, type Row } from '../../../core/domain/concepts.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './WeekGrid.module.css';

type Day = (typeof DAYS)[number];
type Part = (typeof DAY_PARTS)[number];

export function WeekGrid({
  availability,
  onChange,
}: {
  availability: Pick<Row<'availability'>, 'days' | 'dayParts'> | null;
  /** Without it the picture is only looked at. */
  onChange?: (fields: { days?: string[] | null; dayParts?: string[] | null }) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const days = availability?.days ?? [];
  const parts = availability?.dayParts ?? [];
  // Only days are known: then they are filled as a whole day, hatched, because the part is not known.
  const partsKnown = parts.length > 0;
  const daysKnown = days.length > 0;
  const state = (day: Day, part: Part): 'on' | 'off' | 'unknown' => {
    if (!partsKnown && !daysKnown) return 'unknown';
    const dayOn = !daysKnown || days.includes(day);
    const partOn = !partsKnown || parts.includes(part);
    if (!dayOn || !partOn) return 'off';
    return partsKnown && daysKnown ? 'on' : 'unknown';
  };
  const turned = (all: readonly string[], now: readonly string[], code: string) => {
    const next = all.filter((each) => (each === code) !== now.includes(each));
    return next.length > 0 ? next : null;
  };
  const turnDay = (day: Day) => onChange?.({ days: turned(DAYS, days, day) });
  const turnPart = (part: Part) => onChange?.({ dayParts: turned(DAY_PARTS, parts, part) });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(grid.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };

  return (
    <table className={classes.week} ref={grid} onKeyDown={onKeyDown} data-editable={onChange ? true : undefined}>
      <caption className="screen-only-reader">{t('dossier.week')}</caption>
      <thead>
        <tr>
          <td />
          {DAYS.map((day) => (
            <th key={day} scope="col" data-on={days.includes(day) || undefined}>
              {onChange ? (
                <button type="button" aria-pressed={days.includes(day)} onClick={() => turnDay(day)}>
                  <span aria-hidden>{words.shortDay(day)}</span>
                  <span className="screen-only-reader">{words.option('availability', 'days', day)}</span>
                </button>
              ) : (
                <abbr title={words.option('availability', 'days', day)}>{words.shortDay(day)}</abbr>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DAY_PARTS.map((part) => (
          <tr key={part}>
            <th scope="row" data-on={parts.includes(part) || undefined}>
              {onChange ? (
                <button type="button" aria-pressed={parts.includes(part)} onClick={() => turnPart(part)}>
                  {words.option('availability', 'dayParts', part)}
                </button>
              ) : (
                words.option('availability', 'dayParts', part)
              )}
            </th>
            {DAYS.map((day) => {
              const now = state(day, part);
              return (
                <td key={day} onClick={onChange ? () => onChange(cellTurned(day, part, days, parts)) : undefined}>
                  <span className={classes.cell} data-state={now}>
                    <span className="screen-only-reader">{t(`dossier.cell.${now}`)}</span>
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * One click in the picture: an empty cell turns its day and its part on; a filled one turns its day off, since that is what
 * is meant most ("not on Friday").
 */
function cellTurned(day: Day, part: Part, days: readonly string[], parts: readonly string[]) {
  if (days.includes(day) && parts.includes(part)) {
    const left = days.filter((each) => each !== day);
    return { days: left.length > 0 ? left : null };
  }
  return {
    days: DAYS.filter((each) => each === day || days.includes(each)),
    dayParts: DAY_PARTS.filter((each) => each === part || parts.includes(each)),
  };
}
