/** How long there is to answer a request, in words and in a colour; how it ended, of one that is closed. */
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { daysBetween } from '../../../core/guidance/calendar.ts';
import { isClosed } from '../../../core/privacy/requests.ts';
import { termOf, urgencyOf } from '../../../core/privacy/terms.ts';
import { Tag } from '../Tag.tsx';
import { useToday } from '../useToday.ts';
import { useWords } from '../useWords.ts';

const KIND = { overdue: 'red', nearly: 'amber', calm: 'plain' } as const;

export function RequestDue({ of: request, withDay = false }: { of: Row<'request'>; withDay?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const today = useToday();
  if (isClosed(request))
    return (
      <Tag kind={request.state === 'granted' ? 'green' : 'plain'}>
        {words.option('request', 'state', request.state ?? 'open')}
      </Tag>
    );
  const term = termOf(request);
  if (term === null) return <Tag kind="amber">{t('requests.due.unknown')}</Tag>;
  const left = daysBetween(today, term.dueOn);
  const day = formatPartialDate(term.dueOn, words.language);
  return (
    <>
      <Tag kind={KIND[urgencyOf(term.dueOn, today)]}>
        {left < 0 ? t('requests.due.late', { count: -left }) : t('requests.due.left', { count: left })}
      </Tag>
      {withDay && (
        <span>{term.isExtended ? t('requests.due.extended', { date: day }) : t('requests.due.by', { date: day })}</span>
      )}
    </>
  );
}
