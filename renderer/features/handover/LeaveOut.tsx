/**
 * What an adviser leaves out of an access report for the sake of others: notes apart, names, documents, or any other text, each with its reason. Nothing is left out
 * unless somebody ticks it; what is ticked is named in the file.
 */
import { useState } from 'react';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { fold } from '../../../core/domain/fold.ts';
import { LEAVE_OUT_REASONS } from '../../../core/register/access-report.ts';
import { Button } from '../../components/Button.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './handover.module.css';

export type Part = Answer<'access.parts'>['parts'][number];
export type Left = Ask<'access.preview'>['leaveOut'][number];
type Sort = Part['sort'];

const SORTS: readonly Sort[] = ['note', 'name', 'document', 'text'];
const SHOWN = 20;
/** What is longer than this has a box to search in. */
const SEARCHED_FROM = 8;

const isSame = (
  one: Pick<Left, 'concept' | 'row' | 'field'>,
  other: Pick<Left, 'concept' | 'row' | 'field'>,
): boolean => one.concept === other.concept && one.row === other.row && one.field === other.field;

export function LeaveOut({
  parts,
  left,
  onLeft,
  names,
  onNames,
  result,
}: {
  parts: readonly Part[];
  left: readonly Left[];
  onLeft: (left: readonly Left[]) => void;
  names: string;
  onNames: (names: string) => void;
  result: Answer<'access.preview'>['leftOut'] | null;
}) {
  const { t } = useTranslation();
  const said = result && [
    ...(result.parts > 0 ? [t('access.leftOut', { count: result.parts })] : []),
    ...(result.names > 0 ? [t('access.hidden', { count: result.names })] : []),
  ];
  return (
    <aside className={classes.aside} aria-labelledby="access-leave" tabIndex={0}>
      <h2 id="access-leave" className={classes.asideTitle}>
        {t('access.leave')}
      </h2>
      <p className={classes.quiet}>{t('access.leaveText')}</p>
      <p className={classes.leftSaid} role="status">
        {said && (said.length > 0 ? said.join(' · ') : t('access.nothing'))}
      </p>
      <TextInput
        label={t('access.names')}
        description={t('access.namesText')}
        value={names}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onNames(event.currentTarget.value)}
      />
      {SORTS.map((sort) => (
        <Parts key={sort} sort={sort} parts={parts.filter((each) => each.sort === sort)} left={left} onLeft={onLeft} />
      ))}
    </aside>
  );
}

function Parts({
  sort,
  parts,
  left,
  onLeft,
}: {
  sort: Sort;
  parts: readonly Part[];
  left: readonly Left[];
  onLeft: (left: readonly Left[]) => void;
}) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState('');
  const [most, setMost] = useState(SHOWN);
  const ticked = parts.filter((part) => left.some((each) => isSame(each, part))).length;
  const found = looked.trim()
    ? parts.filter(({ about, excerpt }) => fold(`${about ?? ''} ${excerpt}`).includes(fold(looked.trim())))
    : parts;
  if (parts.length === 0) return null;
  const without = (part: Part): Left[] => left.filter((each) => !isSame(each, part));
  return (
    <details className={classes.parts} open={sort === 'note'} data-sort={sort}>
      <summary className={classes.partsTitle}>
        <span>{t(`access.${sort}`)}</span>
        <span className={classes.quiet}>{t('access.chosen', { count: ticked, total: parts.length })}</span>
      </summary>
      {parts.length > SEARCHED_FROM && (
        <TextInput
          size="xs"
          aria-label={t('access.find')}
          placeholder={t('access.find')}
          value={looked}
          onChange={(event) => setLooked(event.currentTarget.value)}
        />
      )}
      <ul className={classes.partList}>
        {found.slice(0, most).map((part) => (
          <OnePart
            key={`${part.concept} ${part.row} ${part.field}`}
            part={part}
            reason={left.find((each) => isSame(each, part))?.reason ?? null}
            onReason={(reason) =>
              onLeft(
                reason === null
                  ? without(part)
                  : [...without(part), { concept: part.concept, row: part.row, field: part.field, reason }],
              )
            }
          />
        ))}
      </ul>
      <div className={classes.partsDo}>
        {found.length > most && (
          <Button variant="default" size="xs" onClick={() => setMost(most + 100)}>
            {t('access.more')}
          </Button>
        )}
        {sort === 'note' && parts.length > 1 && ticked < parts.length && (
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              onLeft([
                ...left,
                ...parts
                  .filter((part) => !left.some((each) => isSame(each, part)))
                  .map(({ concept, row, field }) => ({ concept, row, field, reason: 'rightsOfOthers' as const })),
              ])
            }
          >
            {t('access.all')}
          </Button>
        )}
      </div>
    </details>
  );
}

function OnePart({
  part,
  reason,
  onReason,
}: {
  part: Part;
  reason: Left['reason'] | null;
  onReason: (reason: Left['reason'] | null) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, field, about, date, excerpt } = part;
  const label = [
    field === null ? words.concept(concept) : words.field(concept, field),
    about === excerpt ? null : about,
    date === null ? null : formatPartialDate(date, words.language),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={classes.part}>
      <Checkbox
        label={label}
        description={excerpt || undefined}
        checked={reason !== null}
        onChange={(event) => onReason(event.currentTarget.checked ? 'rightsOfOthers' : null)}
      />
      {reason !== null && (
        <NativeSelect
          size="xs"
          aria-label={`${t('access.reason')}: ${label}`}
          data={LEAVE_OUT_REASONS.map((each) => ({ value: each, label: t(`access.${each}`) }))}
          value={reason}
          onChange={(event) =>
            onReason(LEAVE_OUT_REASONS.find((each) => each === event.currentTarget.value) ?? 'rightsOfOthers')
          }
        />
      )}
    </li>
  );
}
