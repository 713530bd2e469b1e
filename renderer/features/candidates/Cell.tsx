/** One answer in the list, in the form in which it is scanned: the surname stands out, since the list is sorted by it. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { MomentText } from '../../components/DateText.tsx';
import { NameSquare } from '../../components/NameSquare.tsx';
import { Dot, Tag, type TagKind } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import type { Column, Line } from './list-state.ts';
import classes from './candidates.module.css';

const PHASE_KIND: Record<string, TagKind> = { placed: 'green', aftercare: 'green', closed: 'plain' };

export function Cell({ line, column }: { line: Line; column: Column }) {
  const { t } = useTranslation();
  const words = useWords();
  switch (column) {
    case 'name':
      return (
        <span className={classes.name}>
          <NameSquare name={line} />
          <span className={classes.nameWords}>
            {displayName(line) ? (
              <>
                {displayName({ ...line, surname: null })} <b>{line.surname}</b>
              </>
            ) : (
              <span className={classes.quiet}>{line.externalReference ?? t('common.noName')}</span>
            )}
          </span>
        </span>
      );
    case 'place':
      return line.place;
    case 'phase':
      return (
        line.phase && (
          <Tag kind={PHASE_KIND[line.phase] ?? 'petrol'}>{words.option('candidate', 'phase', line.phase)}</Tag>
        )
      );
    case 'occupation':
      return line.occupation;
    case 'availableFrom':
      return line.availableFrom && <Available from={line.availableFrom} />;
    case 'hours':
      return hoursText(line.hoursMin, line.hoursMax, (hours) => t('candidates.hours', { hours }));
    case 'licences':
      return line.licences;
    case 'changedAt':
      return (
        <span className={classes.quiet}>
          <MomentText at={line.changedAt} />
        </span>
      );
    case 'state':
      return line.onlyHere ? <Dot kind="amber">{t('common.onlyHere')}</Dot> : null;
  }
}

function Available({ from }: { from: string }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  return from <= today ? (
    <Dot kind="green">{t('candidates.availableNow')}</Dot>
  ) : (
    <time dateTime={from}>{formatPartialDate(from, language)}</time>
  );
}

function hoursText(min: number | null, max: number | null, say: (hours: string) => string): string | null {
  if (min === null && max === null) return null;
  return say(min !== null && max !== null && min !== max ? `${min}–${max}` : String(max ?? min));
}
