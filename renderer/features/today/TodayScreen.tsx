/** What this day asks: what is planned, what is due, what others did, and whom nobody has spoken with for long. */
import { useState, type ReactNode } from 'react';
import { IconCalendarPlus, IconCheck, IconCircle, IconPlus, IconSunHigh } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useAsk } from '../../api/useAsk.ts';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { RemovedLine } from '../../components/RemovedLine.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RequestDue } from '../../components/requests/RequestDue.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useFinishTask } from '../../components/useFinishTask.ts';
import { useToday } from '../../components/useToday.ts';
import { useWords } from '../../components/useWords.ts';
import { dayText } from './days.ts';
import { AppointmentLine } from './AppointmentLine.tsx';
import { UnfinishedVisits } from './UnfinishedVisits.tsx';
import { NewPlanned, type Planned } from './NewPlanned.tsx';
import { Whose } from './Whose.tsx';
import classes from './today.module.css';

/** Weeks without a contact moment after which a dossier is named. */
const QUIET_WEEKS = 6;

type Day = Answer<'today.read'>;

export function TodayScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const today = useToday();
  const navigate = useNavigate();
  const [adding, setAdding] = useState<Planned | null>(null);
  const asked = useAsk('today.read', { today, quietDays: QUIET_WEEKS * 7 }, { eachTime: true });
  return (
    <div className={classes.screen}>
      <PageHeader
        title={t('guidance.today')}
        actions={
          <div className={classes.turning} data-no-print>
            <Button variant="subtle" onClick={() => void navigate({ to: '/own' })}>
              {t('guidance.own')}
            </Button>
            <Button
              variant="default"
              leftSection={<Icon of={IconCalendarPlus} />}
              onClick={() => setAdding('appointment')}
            >
              {t('guidance.addAppointment')}
            </Button>
            <Button leftSection={<Icon of={IconPlus} />} onClick={() => setAdding('task')}>
              {t('guidance.addTask')}
            </Button>
          </div>
        }
      >
        {dayText(today, words.language, 'long')}
      </PageHeader>
      <NewPlanned concept={adding} day={today} onClose={() => setAdding(null)} />
      {asked.isError && <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />}
      <UnfinishedVisits />
      {asked.data && <Day day={asked.data} today={today} />}
      {asked.data && asked.data.frozen > 0 && (
        <p className={classes.explain} data-frozen>
          {t('guidance.todayFrozen', { count: asked.data.frozen })}{' '}
          <Link to="/candidates" search={{ frozen: true }}>
            {t('guidance.todayFrozenShow')}
          </Link>
        </p>
      )}
    </div>
  );
}

function Day({ day, today }: { day: Day; today: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const isEmpty =
    day.quiet.total === 0 &&
    [
      day.appointments,
      day.tasks,
      day.agreements,
      day.applications,
      day.evaluations,
      day.evaluationSteps,
      day.followUps,
      day.concepts,
      day.requests,
      day.changed,
      day.removed,
    ].every((list) => list.length === 0);
  if (isEmpty) return <EmptyState icon={IconSunHigh} title={t('guidance.allDone')} />;
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <Card title={t('guidance.todayAppointments')} aside={day.appointments.length || undefined}>
          {day.appointments.length === 0 ? (
            <EmptyState small title={t('guidance.todayNoAppointments')} />
          ) : (
            <ul className={classes.list}>
              {day.appointments.map((each) => (
                <li key={each.row.id}>
                  <AppointmentLine appointment={each} others={day.appointments} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t('guidance.todayTasks')} aside={day.tasks.length || undefined}>
          {day.tasks.length === 0 ? (
            <EmptyState small title={t('guidance.todayNothingDue')} />
          ) : (
            <Shortened of={day.tasks}>{(each) => <TaskLine key={each.row.id} task={each} today={today} />}</Shortened>
          )}
        </Card>
        <Lines title={t('guidance.todayAgreements')} list={day.agreements} tab="doing">
          {({ row }) => (
            <>
              <b>{row.what ?? words.concept('agreement')}</b>
              <Due day={row.dueOn} today={today} />
            </>
          )}
        </Lines>
      </div>
      <div className={classes.column}>
        <Lines title={t('requests.todayTitle')} list={day.requests} tab="privacy">
          {({ row }) => (
            <>
              <b className={classes.capital}>
                {row.right ? words.option('request', 'right', row.right) : words.concept('request')}
              </b>
              <RequestDue of={row} />
            </>
          )}
        </Lines>
        <Lines title={t('guidance.todayConcepts')} list={day.concepts} tab="contact">
          {({ row }) => (
            <>
              <b>
                {row.subject ??
                  (row.kind ? words.option('contactMoment', 'kind', row.kind) : t('guidance.untitledMoment'))}
              </b>
              <span className={classes.quiet}>{formatPartialDate(row.date, words.language)}</span>
            </>
          )}
        </Lines>
        <Lines title={t('guidance.todayApplications')} list={day.applications} tab="applications">
          {({ row }) => (
            <>
              <b>{row.vacancy ?? row.employer ?? words.concept('jobApplication')}</b>
              <Due day={row.nextOn} today={today} />
            </>
          )}
        </Lines>
        <Lines title={t('guidance.todayEvaluations')} list={evaluationsOf(day)} tab="plan">
          {({ what, on, row }) => (
            <>
              <b>{what ?? words.concept('dueOn' in row ? 'planStep' : 'actionPlan')}</b>
              <Due day={on} today={today} />
            </>
          )}
        </Lines>
        <Lines title={t('guidance.todayFollowUps')} list={day.followUps} tab="applications">
          {({ row, months, dueOn }) => (
            <>
              <b>{row.employer ?? row.role ?? words.concept('placement')}</b>
              <span className={classes.quiet}>
                {t('guidance.followUp', { count: months })},{' '}
                {t('guidance.followUpDue', { date: formatPartialDate(dueOn, words.language) })}
              </span>
            </>
          )}
        </Lines>
        {day.removed.length > 0 && (
          <Card title={t('guidance.todayRemoved')} aside={day.removed.length}>
            <Shortened of={day.removed}>
              {(each) => <RemovedLine key={`${each.concept}/${each.row}`} removed={each} isAlone={false} />}
            </Shortened>
          </Card>
        )}
        {day.changed.length > 0 && (
          <Card title={t('guidance.todayChanged')} aside={day.changed.length}>
            <Shortened of={day.changed}>
              {(each) => (
                <li key={each.dossier} className={classes.line}>
                  <Whose of={each} tab="history" />
                  <span className={classes.quiet}>
                    {t('guidance.todayChanges', { count: each.count })}, <MomentText at={each.at} />
                  </span>
                </li>
              )}
            </Shortened>
          </Card>
        )}
        {day.quiet.total > 0 && (
          <Card title={t('guidance.todayQuiet')} aside={day.quiet.total}>
            <p className={classes.explain}>
              {t('guidance.todayQuietWhat', { count: day.quiet.total, weeks: QUIET_WEEKS })}
            </p>
            <Shortened of={day.quiet.candidates}>
              {(each) => (
                <li key={each.dossier} className={classes.line}>
                  <Whose of={each} tab="contact" />
                  <span className={classes.quiet}>
                    {each.lastContact === null
                      ? t('guidance.neverContact')
                      : t('guidance.lastContact', { date: formatPartialDate(each.lastContact, words.language) })}
                  </span>
                </li>
              )}
            </Shortened>
          </Card>
        )}
      </div>
    </div>
  );
}

/** The day of a plan itself, and the moments that stand among its steps: the longest ago first. */
const evaluationsOf = (day: Day) =>
  [
    ...day.evaluations.map((each) => ({ ...each, what: each.row.title, on: each.row.evaluateOn })),
    ...day.evaluationSteps.map((each) => ({ ...each, what: each.row.what, on: each.row.dueOn })),
  ].toSorted((a, b) => (a.on ?? '').localeCompare(b.on ?? ''));

/** Enough to see at a glance; the rest is one key away. */
const AT_A_GLANCE = 8;

function Shortened<T>({ of: list, children }: { of: readonly T[]; children: (each: T) => ReactNode }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const more = list.length - AT_A_GLANCE;
  return (
    <>
      <ul className={classes.list}>{(isWhole ? list : list.slice(0, AT_A_GLANCE)).map(children)}</ul>
      {!isWhole && more > 0 && (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          {t('guidance.moreOnDay', { count: more })}
        </button>
      )}
    </>
  );
}

type Named = Pick<Day['changed'][number], 'dossier' | 'initials' | 'givenName' | 'prefix' | 'surname'>;

function Lines<T extends Named & { row: { id: string } }>({
  title,
  list,
  tab,
  children,
}: {
  title: string;
  list: readonly T[];
  tab: string;
  children: (each: T) => ReactNode;
}) {
  if (list.length === 0) return null;
  return (
    <Card title={title} aside={list.length}>
      <Shortened of={list}>
        {(each) => (
          <li key={each.row.id} className={classes.line}>
            <span className={classes.what}>{children(each)}</span>
            <Whose of={each} tab={tab} row={each.row.id} />
          </li>
        )}
      </Shortened>
    </Card>
  );
}

function Due({ day, today }: { day: string | null; today: string }) {
  const { t } = useTranslation();
  const words = useWords();
  if (day === null) return null;
  return day < today ? (
    <Tag kind="amber">{`${formatPartialDate(day, words.language)}, ${t('guidance.overdue')}`}</Tag>
  ) : (
    <span className={classes.quiet}>{t('guidance.dueOn', { date: formatPartialDate(day, words.language) })}</span>
  );
}

function TaskLine({ task, today }: { task: Day['tasks'][number]; today: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { finish, busy } = useFinishTask();
  const what = task.row.what ?? words.concept('task');
  return (
    <li className={classes.line}>
      <ActionIcon
        variant="subtle"
        size={32}
        busy={busy}
        aria-label={t('guidance.finishTask', { what })}
        title={t('guidance.doneTasks')}
        onClick={() => void finish(task.dossier, task.row.id)}
      >
        <Icon of={busy ? IconCheck : IconCircle} />
      </ActionIcon>
      <span className={classes.what}>
        <b>{what}</b>
        {task.row.priority === 'high' && <Tag kind="red">{words.option('task', 'priority', 'high')}</Tag>}
        <Due day={task.row.dueOn} today={today} />
      </span>
      <Whose of={task} tab="doing" />
    </li>
  );
}
