/** Who received what was put right, erased or restricted, by the log of what was handed over, and the notice to each (AVG art. 19). */
import { IconMail } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { shownText } from '../../components/field-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import guidance from './guidance.module.css';
import classes from './requests.module.css';

export function Receivers({ request }: { request: Row<'request'> }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { candidate } = useDossier();
  const found = useAsk('requests.receivers', { dossier: candidate.id, request: request.id }, { eachTime: true });
  if (found.isError) return <ErrorNote failure={found.error.failure} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { changed, receivers } = found.data;
  const isRectified = request.right === 'rectification';
  const day = (at: number) => formatPartialDate(localDay(at), words.language);
  const who = (each: (typeof receivers)[number]): string =>
    each.recipientName ?? `${t(`handover.${each.recipient}`)}, ${t('requests.receivers.noName')}`;
  return (
    <section className={classes.receivers} aria-label={t('requests.receivers.title')} data-receivers>
      {isRectified && (
        <p>
          {changed.length === 0 ? (
            t('requests.receivers.nothingChanged')
          ) : (
            <>
              {t('requests.receivers.changed')}:{' '}
              {changed.map(({ concept, row, field, now }, at) => (
                <span key={`${row}/${field}`}>
                  {at > 0 && ', '}
                  <b>{words.field(concept, field)}</b>{' '}
                  {shownText(concept, field, now, words.language) || t('requests.receivers.emptyNow')}
                </span>
              ))}
            </>
          )}
        </p>
      )}
      {(!isRectified || changed.length > 0) && (
        <>
          <h4>{t('requests.receivers.title')}</h4>
          {receivers.length === 0 ? (
            <p className={classes.quiet}>
              {t(isRectified ? 'requests.receivers.nobody' : 'requests.receivers.nobodyAll')}
            </p>
          ) : (
            <>
              <p className={classes.quiet}>
                {t(isRectified ? 'requests.receivers.what' : 'requests.receivers.whatAll')}
              </p>
              <ul className={guidance.follow}>
                {receivers.map((each) => (
                  <li key={`${each.recipient}/${each.recipientName}`}>
                    <span className={classes.receiver}>
                      <b>{who(each)}</b>
                      <span className={guidance.facts}>
                        {[
                          t('requests.receivers.on', { date: day(each.at) }),
                          each.fields.map(({ concept, field }) => words.field(concept, field)).join(', '),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                    {each.toldAt !== null && (
                      <Tag kind="green">{t('requests.receivers.told', { date: day(each.toldAt) })}</Tag>
                    )}
                    <Button
                      variant="default"
                      size="compact-sm"
                      data-no-print
                      leftSection={<Icon of={IconMail} size={16} />}
                      onClick={() =>
                        void navigate({
                          to: '/letter/$id',
                          params: { id: candidate.id },
                          search: { rights: request.id, letter: 'notice', to: each.at },
                        })
                      }
                    >
                      {t('requests.letter.notice')}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
