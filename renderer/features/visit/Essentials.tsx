/** What is known of somebody, beside what is being written: at hand, and where it is open it can be ticked off as part of the visit. */
import { useId, useState, useSyncExternalStore } from 'react';
import { IconCircle, IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { planTree } from '../../../core/guidance/plan.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { availableFrom, daysText, hoursRange, travelText } from '../../components/facts.ts';
import { isAgreementOpen, latestMomentFirst, progressOf } from '../../components/guidance-rows.ts';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { ReportText } from '../../components/ReportText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import type { Visit } from './visit-draft.ts';
import classes from './visit.module.css';

const MOMENTS = 3;
const GIST = 400;

export function Essentials({ visit, dossier }: { visit: Visit; dossier: Dossier }) {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate, availability, rows } = dossier;
  const settled = useSyncExternalStore(visit.subscribe, () => visit.draft().settled);
  const finished = useSyncExternalStore(visit.subscribe, () => visit.draft().finished);
  const { turned } = useTurned();
  const [today] = useState(() => localDay(Date.now()));
  const from = availableFrom(availability, today, words.language);
  const phones = rows.contactDetail.flatMap(({ id, phone, label }) => (phone ? [{ id, phone, label }] : []));
  const facts = [
    availability && hoursRange(availability) && t('dossier.hours', { hours: hoursRange(availability) }),
    availability && daysText(availability.days, words.language),
    availability && travelText(availability, words.language),
  ].filter(Boolean);
  const wanted = rows.desiredOccupation.flatMap(({ name }) => name ?? []);
  const moments = rows.contactMoment.toSorted(latestMomentFirst).slice(0, MOMENTS);
  const agreements = rows.agreement.filter(isAgreementOpen);
  const tasks = rows.task.filter(({ done }) => done !== 'yes');
  const coming = rows.appointment
    .filter(({ date, state }) => date !== null && date >= today && state !== 'cancelled')
    .toSorted((a, b) => `${a.date} ${a.time}`.localeCompare(`${b.date} ${b.time}`));
  const goals = planTree(rows)
    .plans.filter(({ plan }) => plan.state !== 'completed' && plan.state !== 'ended')
    .flatMap((each) => each.goals)
    .filter(({ goal }) => goal.state !== 'dropped');
  const due = (day: string | null) =>
    day && (
      <span className={classes.due} data-late={day < today || undefined}>
        {formatPartialDate(day, words.language)}
        {day < today && ` · ${t('guidance.overdue')}`}
      </span>
    );
  const settle = (row: string) => {
    const { [row]: before, ...others } = settled;
    // Kept, not kept, and as it stands in the dossier.
    visit.change({
      settled: before === 'notKept' ? others : { ...others, [row]: before === 'kept' ? 'notKept' : 'kept' },
    });
  };
  const finish = (row: string) =>
    visit.change({ finished: finished.includes(row) ? finished.filter((each) => each !== row) : [...finished, row] });
  return (
    <aside className={classes.essentials} aria-label={t('visit.known')} data-part={7}>
      <section className={classes.known}>
        <h2>
          {t('visit.known')} <KeyHint of="visitPart" index={7} />
        </h2>
        {phones.map(({ id, phone, label }) => (
          <p key={id} className={classes.phone}>
            {phone}
            {label && <span className={classes.quiet}> {label}</span>}
          </p>
        ))}
        <p className={classes.quiet}>{[candidate.place, ...facts].filter(Boolean).join(' · ')}</p>
        {wanted.length > 0 && (
          <p>
            <span className={classes.quiet}>{words.concept('desiredOccupation', 'many')}:</span> {wanted.join(', ')}
          </p>
        )}
        <div className={classes.tags}>
          {candidate.phase && <Tag kind="petrol">{words.option('candidate', 'phase', candidate.phase)}</Tag>}
          {from?.when === 'now' && <Tag kind="green">{t('dossier.availableNow')}</Tag>}
          {from?.when === 'from' && <Tag kind="green">{t('dossier.availableFrom', { date: from.date })}</Tag>}
        </div>
      </section>
      <Known title={t('visit.openAgreements')} isEmpty={agreements.length === 0}>
        {agreements.map(({ id, what, by, dueOn }) => (
          <Ticked
            key={id}
            icon={settled[id] === 'kept' ? IconCircleCheckFilled : settled[id] === 'notKept' ? IconCircleX : IconCircle}
            isOn={settled[id] !== undefined}
            state={words.option('agreement', 'state', settled[id] ?? 'open')}
            onClick={() => settle(id)}
          >
            {what ?? words.concept('agreement')}
            <span className={classes.quiet}>{by && ` ${words.option('agreement', 'by', by)}`}</span> {due(dueOn)}
          </Ticked>
        ))}
      </Known>
      {!turned && (
        <Known title={t('visit.openTasks')} isEmpty={tasks.length === 0}>
          {tasks.map(({ id, what, dueOn }) => (
            <Ticked
              key={id}
              icon={finished.includes(id) ? IconCircleCheckFilled : IconCircle}
              isOn={finished.includes(id)}
              state={finished.includes(id) ? t('guidance.doneTasks') : t('guidance.openTasks')}
              onClick={() => finish(id)}
            >
              {what ?? words.concept('task')} {due(dueOn)}
            </Ticked>
          ))}
        </Known>
      )}
      <Known title={t('visit.coming')} isEmpty={coming.length === 0}>
        {coming.slice(0, 4).map(({ id, date, time, subject, kind, place }) => (
          <li key={id}>
            <b>{[formatPartialDate(date, words.language), time].filter(Boolean).join(' ')}</b>{' '}
            {subject ?? (kind ? words.option('appointment', 'kind', kind) : '')}
            {place && <span className={classes.quiet}> {place}</span>}
          </li>
        ))}
      </Known>
      <Known title={t('visit.goals')} isEmpty={goals.length === 0}>
        {goals.map(({ goal, steps }) => {
          const { done, total } = progressOf(steps);
          return (
            <li key={goal.id}>
              {goal.what ?? words.concept('goal')}{' '}
              <span className={classes.quiet}>{total > 0 && t('guidance.progress', { done, count: total })}</span>
            </li>
          );
        })}
      </Known>
      <Known title={t('visit.lastMoments')} isEmpty={moments.length === 0}>
        {moments.map(({ id, date, kind, subject, text }) => (
          <li key={id}>
            <b>{subject ?? (kind ? words.option('contactMoment', 'kind', kind) : t('guidance.untitledMoment'))}</b>{' '}
            <span className={classes.quiet}>{formatPartialDate(date, words.language)}</span>
            {text && (
              <span className={classes.gist}>
                <ReportText text={text.length > GIST ? `${text.slice(0, GIST)}…` : text} />
              </span>
            )}
          </li>
        ))}
      </Known>
    </aside>
  );
}

function Known({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: React.ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={classes.known} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {isEmpty ? <p className={classes.quiet}>{t('visit.none')}</p> : <ul>{children}</ul>}
    </section>
  );
}

function Ticked({
  icon,
  isOn,
  state,
  onClick,
  children,
}: {
  icon: IconShape;
  isOn: boolean;
  state: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <li>
      <button type="button" className={classes.ticked} data-on={isOn || undefined} onClick={onClick}>
        <Icon of={icon} />
        <span>
          {children}
          <span className={isOn ? classes.now : 'screen-only-reader'}> {state}</span>
        </span>
      </button>
    </li>
  );
}
