/**
 * What this candidate asks by their rights: each request with its steps, the days that are left, and the letters. Every answer is written where it
 * stands and can be taken back like any other; the letters fill in their own days.
 */
import { useState, type ReactNode } from 'react';
import {
  IconCalendarPlus,
  IconCircle,
  IconCircleCheck,
  IconCircleDot,
  IconCircleMinus,
  IconMail,
  IconPlus,
  IconUserShield,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { conceptOf, type Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import type { REQUEST_LETTERS } from '../../../core/letters/request-letters.ts';
import {
  byDeadline,
  isClosed,
  isDecided,
  nextStep,
  stepsOf,
  type StepStanding,
} from '../../../core/privacy/requests.ts';
import { termOf } from '../../../core/privacy/terms.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { NewRequest } from '../../components/requests/NewRequest.tsx';
import { RequestDue } from '../../components/requests/RequestDue.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useToday } from '../../components/useToday.ts';
import { useWords } from '../../components/useWords.ts';
import { Attached } from './Attached.tsx';
import { useDossier, useEditing } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { Receivers } from './Receivers.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import guidance from './guidance.module.css';
import classes from './requests.module.css';

type Request = Row<'request'>;
type Letter = (typeof REQUEST_LETTERS)[number];

export function Requests() {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate, rows } = useDossier();
  const { row: wanted } = useSearch({ strict: false });
  const [isAdding, setAdding] = useState(false);
  const open = rows.request.filter((each) => !isClosed(each));
  const closed = rows.request.filter(isClosed);
  const order = [
    ...open.map((row) => ({ row })).toSorted(byDeadline),
    ...closed.map((row) => ({ row })).toSorted((a, b) => -byDeadline(a, b)),
  ];
  return (
    <Card title={words.concept('request', 'many')} aside={rows.request.length || undefined}>
      {order.length === 0 ? (
        <EmptyState small icon={IconUserShield} title={t('requests.noneHere')}>
          {t('requests.noneWhat')}
        </EmptyState>
      ) : (
        <ol className={guidance.list}>
          {order.map(({ row }) => (
            <li key={row.id} ref={row.id === wanted ? inSight : null}>
              {/* A request of its own when somebody comes to look for it: it opens then. */}
              <OneRequest
                key={`${row.id}/${wanted === row.id}`}
                request={row}
                startsOpen={wanted === row.id || (open.length === 1 && open[0]?.id === row.id)}
              />
            </li>
          ))}
        </ol>
      )}
      <div className={classes.after} data-no-print>
        <Button
          data-add-row
          variant="default"
          leftSection={<Icon of={IconPlus} size={16} />}
          rightSection={<KeyHint of="addRow" />}
          aria-keyshortcuts={ariaKeys('addRow')}
          onClick={() => setAdding(true)}
        >
          {t('requests.new')}
        </Button>
      </div>
      <NewRequest opened={isAdding} onClose={() => setAdding(false)} dossier={candidate.id} />
    </Card>
  );
}

/** Once, when it comes. */
const inSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

function OneRequest({ request, startsOpen }: { request: Request; startsOpen: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const [isOpened, setOpened] = useState(startsOpen);
  // Two answers and what is typed are never folded away.
  const isOpen = isOpened || request.conflicts.length > 0 || editing.hasDrafts(request.id);
  const title = request.right ? words.option('request', 'right', request.right) : words.concept('request');
  const step = nextStep(request);
  return (
    <article className={guidance.moment} aria-label={title} data-request={request.state ?? 'open'}>
      <header className={guidance.momentHead}>
        <button
          type="button"
          className={guidance.momentTitle}
          aria-expanded={isOpen}
          onClick={() => setOpened(!isOpened)}
        >
          <span className={classes.title}>{title}</span>
          <span className={guidance.facts}>
            {[
              request.receivedOn &&
                t('requests.facts.received', { date: formatPartialDate(request.receivedOn, words.language) }),
              request.byName && t('requests.facts.by', { name: request.byName, interpolation: { escapeValue: false } }),
              request.answeredOn &&
                t('requests.facts.answered', { date: formatPartialDate(request.answeredOn, words.language) }),
              !isOpen && step && t('requests.next', { step: t(`requests.step.${step}`) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </button>
        <span className={classes.due}>
          <RequestDue of={request} withDay />
        </span>
        <RemoveButton concept="request" row={request.id} title={title} />
      </header>
      {isOpen ? <Inside request={request} /> : <Attached concept="request" row={request.id} />}
    </article>
  );
}

function Inside({ request }: { request: Request }) {
  const { t } = useTranslation();
  const field = fieldsOf(request);
  return (
    <div className={guidance.inside}>
      {request.about !== null && <Field {...field('about')} wide />}
      <ol className={classes.steps} aria-label={t('requests.steps')}>
        {stepsOf(request).map(({ step, standing }) => (
          <OneStep key={step} name={t(`requests.step.${step}`)} standing={standing}>
            {step === 'identity' && <Identity request={request} />}
            {step === 'decision' && <Decision request={request} />}
            {step === 'doing' && <Doing request={request} />}
            {step === 'answer' && <Answering request={request} />}
          </OneStep>
        ))}
      </ol>
      <MoreTime request={request} />
      <Details request={request} />
      <Attached concept="request" row={request.id} canAdd />
    </div>
  );
}

const fieldsOf = (request: Request) => (field: string & keyof Request) => ({
  concept: 'request' as const,
  row: request.id,
  field,
  value: request[field] as string | null,
});

const STANDING_ICON: Readonly<Record<StepStanding, IconShape>> = {
  done: IconCircleCheck,
  now: IconCircleDot,
  later: IconCircle,
  skipped: IconCircleMinus,
};

function OneStep({ name, standing, children }: { name: string; standing: StepStanding; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className={classes.step} data-standing={standing} aria-current={standing === 'now' ? 'step' : undefined}>
      <span className={classes.stepIcon}>
        <Icon of={STANDING_ICON[standing]} size={20} />
      </span>
      <div className={classes.stepWhat}>
        <h3>
          {name} <span className={classes.standing}>{t(`requests.standing.${standing}`)}</span>
        </h3>
        {children}
      </div>
    </li>
  );
}

function Identity({ request }: { request: Request }) {
  const { t } = useTranslation();
  const field = fieldsOf(request);
  return (
    <>
      {request.identity === null && !isClosed(request) && <p className={classes.quiet}>{t('requests.identityHow')}</p>}
      <div className={guidance.fields}>
        <Field {...field('identity')} />
        {request.identity !== null && <Field {...field('identityOn')} />}
      </div>
    </>
  );
}

const DECISIONS = ['granted', 'partly', 'refused'] as const;

/** What is pressed is written at once, with its undo at hand. */
function useSet(request: Request) {
  const { t } = useTranslation();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { candidate } = useDossier();
  const { run, busy } = useDo('dossier.edit');
  const set = async (
    state: NonNullable<Request['state']>,
    fields: { readonly decidedOn: string | null },
    message: string | null,
  ) => {
    const answer = await run({
      dossier: candidate.id,
      concept: 'request',
      row: request.id,
      fields: { ...fields, state },
    });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    if (message !== null) say({ message, action: { label: t('common.undo'), run: () => undoOf(group) } });
  };
  return { set, busy };
}

function Decision({ request }: { request: Request }) {
  const { t } = useTranslation();
  const today = useToday();
  const { set, busy } = useSet(request);
  const field = fieldsOf(request);
  if (request.state === 'withdrawn') return null;
  if (!isDecided(request))
    return (
      <>
        {request.identity === null && <p className={classes.quiet}>{t('requests.decideFirst')}</p>}
        <div className={guidance.bar} data-no-print>
          {DECISIONS.map((state) => (
            <Button
              key={state}
              variant="default"
              busy={busy}
              disabled={request.identity === null && state !== 'refused'}
              onClick={() => void set(state, { decidedOn: today }, t(`requests.decided.${state}`))}
            >
              {t(`requests.decide.${state}`)}
            </Button>
          ))}
        </div>
      </>
    );
  const refuses = request.state !== 'granted';
  return (
    <>
      <div className={guidance.fields}>
        <Field {...field('state')} />
        <Field {...field('decidedOn')} />
        {refuses && <Field {...field('ground')} />}
      </div>
      {refuses && request.ground === null && <p className={classes.asks}>{t('requests.groundMissing')}</p>}
      <Field {...field('reason')} wide />
    </>
  );
}

/** What the software does for each right, and where. */
function Doing({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { turned } = useTurned();
  const navigate = useNavigate();
  const { candidate } = useDossier();
  const { right } = request;
  const isToDo = request.state === 'granted' || request.state === 'partly';
  if (right === null || !isToDo) return null;
  const to = (tab: string) => () => void navigate({ to: '/dossier/$id/$tab', params: { id: candidate.id, tab } });
  const give = (kind: 'access' | 'portability') => () =>
    void navigate({ to: '/access/$id/$kind', params: { id: candidate.id, kind } });
  const ways: { readonly [R in NonNullable<Request['right']>]?: readonly (readonly [string, () => void])[] } = {
    access: [[t('access.open'), give('access')]],
    erasure: [[t('retention.title'), () => void navigate({ to: '/retention' })]],
    portability: [[t('access.openPortability'), give('portability')]],
    rectification: [
      [t('requests.go.dossier'), to('profile')],
      [t('requests.go.history'), to('history')],
    ],
    humanDecision: [[t('requests.go.dossier'), to('contact')]],
  };
  return (
    <>
      {!isClosed(request) && (
        <>
          <p className={classes.quiet}>{t(`requests.doing.${right}`)}</p>
          <div className={guidance.bar} data-no-print>
            {ways[right]?.map(([label, go]) => (
              <Button key={label} variant="default" onClick={go}>
                {label}
              </Button>
            ))}
          </div>
        </>
      )}
      {(right === 'rectification' || right === 'restriction' || right === 'erasure') && !turned && (
        <Receivers request={request} />
      )}
    </>
  );
}

function useLetter(request: Request) {
  const navigate = useNavigate();
  const { candidate } = useDossier();
  return (letter: Letter) =>
    void navigate({ to: '/letter/$id', params: { id: candidate.id }, search: { rights: request.id, letter } });
}

function Answering({ request }: { request: Request }) {
  const { t } = useTranslation();
  const write = useLetter(request);
  if (request.state === 'withdrawn' || !isDecided(request)) return null;
  const isAnswered = request.answeredOn !== null;
  return (
    <div className={classes.answering}>
      <Button
        variant={isAnswered ? 'default' : 'filled'}
        leftSection={<Icon of={IconMail} size={16} />}
        data-no-print
        onClick={() => write('answer')}
      >
        {t(isAnswered ? 'requests.letter.again' : 'requests.letter.answer')}
      </Button>
      <Field {...fieldsOf(request)('answeredOn')} />
    </div>
  );
}

function MoreTime({ request }: { request: Request }) {
  const { t } = useTranslation();
  const words = useWords();
  const today = useToday();
  const write = useLetter(request);
  const [isAsked, setAsked] = useState(false);
  const { set, busy } = useSet(request);
  const field = fieldsOf(request);
  const term = termOf(request);
  const day = (on: string) => formatPartialDate(on, words.language, 'long');
  const isExtending = isAsked || request.extendReason !== null || request.extendedOn !== null;
  const mayExtend = term !== null && !isClosed(request) && request.extendedOn === null && today <= term.extendBy;
  return (
    <>
      {isExtending && term && (
        <section className={classes.time} aria-label={t('requests.extend.title')}>
          <h3>{t('requests.extend.title')}</h3>
          <p className={classes.quiet}>
            {term.isExtended
              ? t('requests.extend.is', { date: day(term.dueOn) })
              : term.isExtendedTooLate
                ? t('requests.extend.toldTooLate', { date: day(term.extendBy) })
                : mayExtend
                  ? t('requests.extend.what', { date: day(term.extendedTo), by: day(term.extendBy) })
                  : t('requests.extend.tooLate', { date: day(term.extendBy) })}
          </p>
          <Field {...field('extendReason')} wide startOpen={isAsked && request.extendReason === null} />
          <div className={classes.answering}>
            {!isClosed(request) && (
              <Button
                variant="default"
                data-no-print
                leftSection={<Icon of={IconMail} size={16} />}
                disabled={!mayExtend && !term.isExtended}
                onClick={() => write('extension')}
              >
                {t('requests.letter.extension')}
              </Button>
            )}
            <Field {...field('extendedOn')} />
          </div>
        </section>
      )}
      <div className={guidance.bar} data-no-print>
        {!isClosed(request) && (
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<Icon of={IconMail} size={16} />}
              onClick={() => write('receipt')}
            >
              {t('requests.letter.receipt')}
            </Button>
            {!isExtending && mayExtend && (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<Icon of={IconCalendarPlus} size={16} />}
                onClick={() => setAsked(true)}
              >
                {t('requests.extend.do')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              busy={busy}
              onClick={() => void set('withdrawn', { decidedOn: today }, t('requests.withdrawn'))}
            >
              {t('requests.withdraw')}
            </Button>
          </>
        )}
        {request.state === 'withdrawn' && (
          <Button
            size="compact-sm"
            variant="subtle"
            busy={busy}
            onClick={() => void set('open', { decidedOn: null }, null)}
          >
            {t('requests.reopen')}
          </Button>
        )}
      </div>
    </>
  );
}

/** What was asked at the intake, and may have to be mended. */
function Details({ request }: { request: Request }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const editing = useEditing();
  const field = fieldsOf(request);
  const names = ['right', 'receivedOn', 'way', 'byName', 'about', 'note'] as const;
  // What is typed and what has two answers is never folded away.
  const isOpen =
    isShown ||
    names.some(
      (name) =>
        request.conflicts.includes(name) ||
        editing.draftOf({ concept: 'request', row: request.id, field: name }) !== undefined,
    );
  return (
    <div className={classes.details}>
      <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={() => setShown(!isShown)}>
        {t('requests.more')}
      </button>
      {isOpen && (
        <>
          <div className={guidance.fields}>
            {names
              .filter((name) => conceptOf('request').fields[name]?.kind !== 'longText')
              .map((name) => (
                <Field key={name} {...field(name)} />
              ))}
          </div>
          {request.about === null && <Field {...field('about')} wide />}
          <Field {...field('note')} wide />
        </>
      )}
    </div>
  );
}
