/** One answer in the list, in the form in which it is scanned: the surname stands out, since the list is sorted by it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../app/i18n.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { momentText } from '../../components/MomentText.tsx';
import { NameSquare } from '../../components/NameSquare.tsx';
import { useHasOffice } from '../../components/RecordMark.tsx';
import { Dot, Tag, type TagKind } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import type { Column, Line } from './list-state.ts';
import classes from './candidates.module.css';

const PHASE_KIND: Record<string, TagKind> = { placed: 'green', aftercare: 'green', closed: 'plain' };

/** What the cells say, found once for the whole list: hundreds of cells are drawn in one frame of scrolling. */
export type CellWords = {
  readonly language: Language;
  readonly noName: string;
  readonly onlyHere: string;
  /** A laptop without an office has nothing to say of what is not only here. */
  readonly atOffice: string | null;
  readonly availableNow: string;
  readonly today: string;
  readonly yesterday: string;
  readonly phase: (phase: string) => string;
  readonly hours: (hours: string) => string;
};

export function useCellWords(): CellWords {
  const { t } = useTranslation();
  const words = useWords();
  const hasOffice = useHasOffice();
  return useMemo(
    () => ({
      language: words.language,
      noName: t('common.noName'),
      onlyHere: t('common.onlyHere'),
      atOffice: hasOffice ? t('common.record.atOffice.short') : null,
      availableNow: t('candidates.availableNow'),
      today: t('common.today'),
      yesterday: t('common.yesterday'),
      phase: (phase) => words.option('candidate', 'phase', phase),
      hours: (hours) => t('candidates.hours', { hours }),
    }),
    [t, words, hasOffice],
  );
}

/** The surname is what the list is sorted by: of a long name the rest gives way first. */
function Name({ line }: { line: Line }) {
  const before = displayName({ ...line, surname: null });
  return (
    <>
      {before && <span className={classes.before}>{before}</span>} <b>{line.surname}</b>
    </>
  );
}

export function Cell({ line, column, say }: { line: Line; column: Column; say: CellWords }) {
  switch (column) {
    case 'name':
      return (
        <span className={classes.name}>
          <NameSquare name={line} />
          <span className={classes.nameWords}>
            {displayName(line) ? (
              <Name line={line} />
            ) : (
              <span className={classes.quiet}>{line.externalReference ?? say.noName}</span>
            )}
          </span>
        </span>
      );
    case 'place':
      return line.place;
    case 'phase':
      return line.phase && <Tag kind={PHASE_KIND[line.phase] ?? 'petrol'}>{say.phase(line.phase)}</Tag>;
    case 'occupation':
      return line.occupation;
    case 'availableFrom':
      return line.availableFrom && <Available from={line.availableFrom} say={say} />;
    case 'hours':
      return hoursText(line.hoursMin, line.hoursMax, say.hours);
    case 'licences':
      return line.licences;
    case 'changedAt':
      return (
        <time className={classes.quiet} dateTime={new Date(line.changedAt).toISOString()}>
          {momentText(line.changedAt, Date.now(), say.language, say)}
        </time>
      );
    case 'lastContact':
      return line.lastContact && <Day day={line.lastContact} say={say} />;
    case 'nextAppointment':
      return line.nextAppointment && <Day day={line.nextAppointment} say={say} />;
    case 'openTasks':
      return line.openTasks > 0 && line.openTasks;
    case 'phaseSince':
      return line.phaseSince !== null && <Day day={localDay(line.phaseSince)} say={say} />;
    case 'state':
      if (line.onlyHere) return <Dot kind="amber">{say.onlyHere}</Dot>;
      return say.atOffice && <span className={classes.quiet}>{say.atOffice}</span>;
  }
}

/** A day, with a time of day where there is one. */
function Day({ day, say }: { day: string; say: CellWords }) {
  const [date = day, time] = day.split(' ');
  return (
    <time dateTime={day}>
      {formatPartialDate(date, say.language)} {time}
    </time>
  );
}

function Available({ from, say }: { from: string; say: CellWords }) {
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  return from <= today ? (
    <Dot kind="green">{say.availableNow}</Dot>
  ) : (
    <time dateTime={from}>{formatPartialDate(from, say.language)}</time>
  );
}

function hoursText(min: number | null, max: number | null, say: (hours: string) => string): string | null {
  if (min === null && max === null) return null;
  return say(min !== null && max !== null && min !== max ? `${min}–${max}` : String(max ?? min));
}
