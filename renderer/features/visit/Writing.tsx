/** What is written down of a visit, part by part in the order of a conversation. Each part re-renders alone, so that typing in one costs one. */
import {
  memo,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDot,
  IconEyeOff,
  IconPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { APPOINTMENT_KINDS, CONTACT_KINDS, type Row } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { planTree } from '../../../core/guidance/plan.ts';
import type { VisitDraft } from '../../../core/guidance/visit.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Segments } from '../../components/choices.tsx';
import { parseComingDay } from '../../components/coming-day.ts';
import type { Reason } from '../../components/field-text.ts';
import { FreeTextGuard } from '../../components/FreeTextGuard.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useWords } from '../../components/useWords.ts';
import { OUTLINE_OF, OUTLINES, outlineText } from './outlines.ts';
import { suggestedMinutes, type Line, type Visit } from './visit-draft.ts';
import classes from './visit.module.css';

type Problems = ReadonlyMap<string, Reason>;

/** Hears only its own part of the draft. */
function useDraft<T>(visit: Visit, part: (draft: VisitDraft) => T): T {
  return useSyncExternalStore(visit.subscribe, () => part(visit.draft()));
}

export function Writing({ visit, dossier, problemOf }: { visit: Visit; dossier: Dossier; problemOf: Problems }) {
  // What the adviser writes for themselves waits until nobody looks on.
  const { turned } = useTurned();
  return (
    <div className={classes.writing}>
      <Head visit={visit} problemOf={problemOf} />
      <Report visit={visit} problem={problemOf.get('text')} />
      <Lines visit={visit} list="agreements" part={2} problemOf={problemOf} />
      {!turned && <Lines visit={visit} list="tasks" part={3} problemOf={problemOf} />}
      <PlanProgress visit={visit} dossier={dossier} />
      <Next visit={visit} problemOf={problemOf} />
      {!turned && <Confidential visit={visit} problem={problemOf.get('confidentialNote')} />}
    </div>
  );
}

function Part({
  index,
  title,
  aside,
  children,
}: {
  /** Which of the keys goes there, from 0. */
  index: number;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.part} data-part={index} aria-labelledby={id}>
      <header className={classes.partHead}>
        <h2 id={id}>{title}</h2>
        <KeyHint of="visitPart" index={index} />
        {aside && <span className={classes.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  );
}

/** One input of a visit. What is wrong with it is told below it, after the adviser said that the visit is done. */
const Input = memo(function Input({
  at,
  label,
  value,
  onChange,
  problem,
  placeholder,
  below,
  isWide = false,
  isFirst = false,
  isLabelHidden = false,
  focusNow = false,
}: {
  at: string;
  label: string;
  value: string;
  onChange: (next: string) => void;
  problem?: Reason | undefined;
  placeholder?: string | undefined;
  /** What the screen makes of it. */
  below?: string | undefined;
  isWide?: boolean;
  isFirst?: boolean;
  isLabelHidden?: boolean;
  focusNow?: boolean;
}) {
  const id = useId();
  const reasonText = useReasonText();
  return (
    <div className={classes.input} data-wide={isWide || undefined}>
      <label htmlFor={id} className={isLabelHidden ? 'screen-only-reader' : classes.label}>
        {label}
      </label>
      <input
        id={id}
        data-at={at}
        data-first={isFirst ? '' : undefined}
        className={classes.box}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        autoFocus={focusNow}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem ? `${id}p` : below ? `${id}b` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {problem ? (
        <p id={`${id}p`} className={classes.problem}>
          {reasonText(problem)}
        </p>
      ) : (
        below && (
          <p id={`${id}b`} className={classes.below}>
            {below}
          </p>
        )
      )}
    </div>
  );
});

function useReasonText(): (reason: Reason) => string {
  const { t } = useTranslation();
  return (reason) => {
    switch (reason) {
      case 'wholeDay':
      case 'dateWriting':
      case 'dayWriting':
      case 'date':
        return t('visit.whichDay');
      case 'time':
        return t('dossier.reasons.time');
      case 'number':
      case 'numberRange':
        return t('visit.howLong');
      case 'tooLong':
        return t('visit.tooLong');
      default:
        return t(`common.reasons.${reason}`);
    }
  };
}

/** "vrijdag 4 december 2026": what is meant by what is typed, so that nobody counts days. */
function useDayMeant(): (text: string) => string | undefined {
  const { language } = useWords();
  const [today] = useState(() => localDay(Date.now()));
  return (text) => {
    if (text.trim() === '') return undefined;
    const day = parseComingDay(text, today);
    if (!day.ok) return undefined;
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      Date.parse(day.value),
    );
    return `${weekday} ${formatPartialDate(day.value, language, 'long')}`;
  };
}

function Head({ visit, problemOf }: { visit: Visit; problemOf: Problems }) {
  const { t } = useTranslation();
  const words = useWords();
  const id = useId();
  const kind = useDraft(visit, (draft) => draft.kind);
  const date = useDraft(visit, (draft) => draft.date);
  const time = useDraft(visit, (draft) => draft.time);
  const minutes = useDraft(visit, (draft) => draft.minutes);
  const participants = useDraft(visit, (draft) => draft.participants);
  const subject = useDraft(visit, (draft) => draft.subject);
  const [today] = useState(() => localDay(Date.now()));
  const suggested = useDraft(visit, (draft) => suggestedMinutes(draft, today));

  const answer = (at: 'date' | 'time' | 'minutes' | 'participants' | 'subject', value: string) => ({
    at,
    label: words.field('contactMoment', at),
    value,
    problem: problemOf.get(at),
    onChange: (next: string) => visit.change({ [at]: next }),
  });
  const changeKind = (next: string) => {
    const to = CONTACT_KINDS.find((each) => each === next) ?? 'other';
    const draft = visit.draft();
    const [before, after] = [OUTLINE_OF[draft.kind], OUTLINE_OF[to]];
    const isUntouched = draft.text.trim() === draft.outline.trim();
    const outline = after === null ? '' : outlineText(t(`guidance.templateText.${after}`));
    const isOurs = draft.subject === '' || (before !== null && draft.subject === t(`guidance.template.${before}`));
    visit.change({
      kind: to,
      ...(isUntouched ? { text: outline, outline } : {}),
      ...(isOurs ? { subject: after === null ? '' : t(`guidance.template.${after}`) } : {}),
    });
  };
  return (
    <Part index={0} title={t('visit.conversation')}>
      <span id={`${id}k`} className="screen-only-reader">
        {words.field('contactMoment', 'kind')}
      </span>
      <div className={classes.kinds}>
        <Segments
          labelledBy={`${id}k`}
          options={CONTACT_KINDS.map((each) => ({ code: each, label: words.option('contactMoment', 'kind', each) }))}
          value={kind}
          onChange={changeKind}
        />
      </div>
      <div className={classes.row}>
        <Input {...answer('date', date)} isFirst />
        <Input {...answer('time', time)} />
        <Input
          {...answer('minutes', minutes)}
          placeholder={suggested === null ? '' : String(suggested)}
          below={minutes === '' && suggested !== null ? t('visit.runs') : undefined}
        />
        <Input {...answer('participants', participants)} isWide />
        <Input {...answer('subject', subject)} isWide />
      </div>
    </Part>
  );
}

const ITEM = /^(\s*[-*+•]\s+)(.*)$/;

function Report({ visit, problem }: { visit: Visit; problem: Reason | undefined }) {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  const area = useRef<HTMLTextAreaElement>(null);
  const begin = (outline: (typeof OUTLINES)[number]) => {
    const next = outlineText(t(`guidance.templateText.${outline}`));
    const draft = visit.draft();
    const isUntouched = draft.text.trim() === draft.outline.trim();
    visit.change(
      isUntouched
        ? {
            text: next,
            outline: next,
            subject: draft.subject === '' ? t(`guidance.template.${outline}`) : draft.subject,
          }
        : { text: `${draft.text.trimEnd()}\n\n${next}` },
    );
    area.current?.focus();
  };
  return (
    <Part
      index={1}
      title={t('visit.report')}
      aside={
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" rightSection={<Icon of={IconChevronDown} size={16} />}>
              {t('visit.outline')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {OUTLINES.map((each) => (
              <Menu.Item key={each} onClick={() => begin(each)}>
                {t(`guidance.template.${each}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <ReportText visit={visit} area={area} isWrong={problem !== undefined} />
      {problem && <p className={classes.problem}>{reasonText(problem)}</p>}
      <ReportGuard visit={visit} area={area} />
      <p className={classes.below}>{t('guidance.headingsHow')}</p>
    </Part>
  );
}

function ReportGuard({ visit, area }: { visit: Visit; area: RefObject<HTMLTextAreaElement | null> }) {
  const toText = useCallback(() => area.current?.focus(), [area]);
  return <FreeTextGuard text={useDraft(visit, (draft) => draft.text)} onLeft={toText} />;
}

/** By itself: with each key only this is drawn anew, and not the menu above it. */
function ReportText({
  visit,
  area,
  isWrong,
}: {
  visit: Visit;
  area: RefObject<HTMLTextAreaElement | null>;
  isWrong: boolean;
}) {
  const words = useWords();
  const text = useDraft(visit, (draft) => draft.text);
  // Below the first heading, ready to write.
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    const first = element.value.indexOf('\n');
    const at = element.value === visit.draft().outline && first >= 0 ? first + 1 : element.value.length;
    element.setSelectionRange(at, at);
  }, [visit, area]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
    const [, mark, said] = ITEM.exec(value.slice(from, selectionStart)) ?? [];
    if (mark === undefined || selectionStart !== selectionEnd) return;
    event.preventDefault();
    // The browser's own way of typing, so that Ctrl+Z takes it back; an empty point ends the list.
    if (said === '') {
      event.currentTarget.setSelectionRange(from, selectionStart);
      document.execCommand('delete');
    } else document.execCommand('insertText', false, `\n${mark}`);
  };
  return (
    <textarea
      ref={area}
      data-at="text"
      data-first=""
      className={classes.report}
      aria-label={words.field('contactMoment', 'text')}
      aria-invalid={isWrong || undefined}
      value={text}
      spellCheck={false}
      onKeyDown={onKeyDown}
      onChange={(event) => visit.change({ text: event.currentTarget.value })}
    />
  );
}

const BY = ['candidate', 'adviser', 'together'] as const;

function Lines({
  visit,
  list,
  part,
  problemOf,
}: {
  visit: Visit;
  list: 'agreements' | 'tasks';
  part: number;
  problemOf: Problems;
}) {
  const { t } = useTranslation();
  const lines: readonly Line[] = useDraft(visit, (draft) => draft[list]);
  const [fresh, setFresh] = useState<string | null>(null);
  const place = useRef<HTMLUListElement>(null);
  // At once: a frame later somebody who types on is in another field already, and their letters would come here.
  const focusOn = (key: string) => place.current?.querySelector<HTMLElement>(`[data-at="what-${key}"]`)?.focus();
  const add = (after?: string) => setFresh(visit.addLine(list, after));

  const onKeyDown = (event: KeyboardEvent, line: Line, index: number) => {
    // What is pointed at below a line has keys of its own.
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const below = lines[index + 1];
      // No row of empty lines: an empty one that is there is the next one.
      if (below && isEmpty(below)) focusOn(below.key);
      else if (!isEmpty(line)) add(line.key);
    } else if (event.key === 'Backspace' && isEmpty(line)) {
      if (lines.length < 2 || event.target.type === 'radio') return;
      event.preventDefault();
      const beside = lines[index - 1] ?? lines[index + 1];
      if (beside) focusOn(beside.key);
      visit.removeLine(list, line.key);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.target.type === 'radio') return;
      const beside = lines[index + (event.key === 'ArrowDown' ? 1 : -1)];
      if (!beside) return;
      event.preventDefault();
      focusOn(beside.key);
    }
  };
  return (
    <Part
      index={part}
      title={t(`visit.${list}`)}
      aside={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon of={IconPlus} size={16} />}
          onClick={() => add()}
          tabIndex={-1}
        >
          {t('visit.anotherLine')}
        </Button>
      }
    >
      <ul className={classes.lines} ref={place}>
        {lines.map((line, index) => (
          <li key={line.key} onKeyDown={(event) => onKeyDown(event, line, index)}>
            <OneLine
              visit={visit}
              list={list}
              line={line}
              isFirst={index === lines.length - 1}
              focusNow={line.key === fresh}
              what={problemOf.get(`what-${line.key}`)}
              due={problemOf.get(`due-${line.key}`)}
            />
          </li>
        ))}
      </ul>
    </Part>
  );
}

const isEmpty = ({ what, due }: Line): boolean => what === '' && due === '';

const OneLine = memo(function OneLine({
  visit,
  list,
  line,
  isFirst,
  focusNow,
  what,
  due,
}: {
  visit: Visit;
  list: 'agreements' | 'tasks';
  line: Line;
  isFirst: boolean;
  focusNow: boolean;
  what: Reason | undefined;
  due: Reason | undefined;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const dayMeant = useDayMeant();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const toWhat = useCallback(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <div className={classes.line} ref={place}>
      <Input
        at={`what-${line.key}`}
        label={t(list === 'agreements' ? 'visit.agreed' : 'visit.toDo')}
        isLabelHidden
        value={line.what}
        placeholder={t(list === 'agreements' ? 'visit.agreedHint' : 'visit.toDoHint')}
        isWide
        isFirst={isFirst}
        focusNow={focusNow}
        problem={what}
        onChange={(next) => visit.changeLine(list, line.key, { what: next })}
      />
      {'by' in line && (
        <>
          <span id={`${id}b`} className="screen-only-reader">
            {words.field('agreement', 'by')}
          </span>
          <Segments
            labelledBy={`${id}b`}
            options={BY.map((each) => ({ code: each, label: t(`visit.by.${each}`) }))}
            value={line.by}
            onChange={(next) =>
              visit.changeLine(list, line.key, { by: BY.find((each) => each === next) ?? 'candidate' })
            }
          />
        </>
      )}
      <Input
        at={`due-${line.key}`}
        label={words.field('agreement', 'dueOn')}
        isLabelHidden
        value={line.due}
        placeholder={t('visit.dueHint')}
        below={dayMeant(line.due)}
        problem={due}
        onChange={(next) => visit.changeLine(list, line.key, { due: next })}
      />
      <div className={classes.guard}>
        <FreeTextGuard text={line.what} onLeft={toWhat} />
      </div>
    </div>
  );
});

const NEXT_STATE = { todo: 'doing', doing: 'done', done: 'todo', dropped: 'todo' } as const;
const STATE_ICON = {
  todo: IconCircle,
  doing: IconCircleDot,
  done: IconCircleCheckFilled,
  dropped: IconCircle,
} as const;

function PlanProgress({ visit, dossier }: { visit: Visit; dossier: Dossier }) {
  const { t } = useTranslation();
  const words = useWords();
  const steps = useDraft(visit, (draft) => draft.steps);
  const open = planTree(dossier.rows)
    .plans.filter(({ plan }) => plan.state !== 'completed' && plan.state !== 'ended')
    .flatMap(({ goals }) => goals);
  const [at, setAt] = useState<string | null>(null);
  const all = open.flatMap((goal) => goal.steps);
  const roving = all.some(({ id }) => id === at) ? at : (all[0]?.id ?? null);
  const list = useRef<HTMLDivElement>(null);
  const cycle = (step: Row<'planStep'>) => {
    const before = steps[step.id] ?? step.state ?? 'todo';
    const next = NEXT_STATE[before];
    const { [step.id]: _, ...others } = steps;
    // Back where it stands in the dossier: nothing to write.
    visit.change({ steps: next === (step.state ?? 'todo') ? others : { ...others, [step.id]: next } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])];
    buttons[buttons.findIndex((each) => each === document.activeElement) + by]?.focus();
  };
  return (
    <Part index={4} title={t('visit.plan')} aside={all.length > 0 && t('visit.planHow')}>
      {all.length === 0 ? (
        <p className={classes.below}>{t('visit.noSteps')}</p>
      ) : (
        <div ref={list} className={classes.steps} onKeyDown={onKeyDown}>
          {open
            .filter((goal) => goal.steps.length > 0)
            .map(({ goal, steps: of }) => (
              <div key={goal.id}>
                <p className={classes.goal}>{goal.what ?? words.concept('goal')}</p>
                {of.map((step) => {
                  const state = steps[step.id] ?? step.state ?? 'todo';
                  return (
                    <button
                      key={step.id}
                      type="button"
                      data-step
                      data-first={step.id === roving ? '' : undefined}
                      tabIndex={step.id === roving ? 0 : -1}
                      className={classes.step}
                      data-state={state}
                      data-changed={steps[step.id] !== undefined || undefined}
                      onFocus={() => setAt(step.id)}
                      onClick={() => cycle(step)}
                    >
                      <Icon of={STATE_ICON[state]} />
                      <span className={classes.stepWhat}>{step.what ?? words.concept('planStep')}</span>
                      <span className={classes.stepState}>{words.option('planStep', 'state', state)}</span>
                    </button>
                  );
                })}
              </div>
            ))}
        </div>
      )}
    </Part>
  );
}

function Next({ visit, problemOf }: { visit: Visit; problemOf: Problems }) {
  const { t } = useTranslation();
  const words = useWords();
  const dayMeant = useDayMeant();
  const id = useId();
  const next = useDraft(visit, (draft) => draft.next);
  const answer = (field: 'date' | 'time' | 'place' | 'subject') => ({
    at: `next-${field}`,
    label: words.field('appointment', field),
    value: next[field],
    problem: problemOf.get(`next-${field}`),
    onChange: (value: string) => visit.changeNext({ [field]: value }),
  });
  return (
    <Part index={5} title={t('visit.next')}>
      <div className={classes.row}>
        <Input {...answer('date')} isFirst placeholder={t('visit.dayHint')} below={dayMeant(next.date)} />
        <Input {...answer('time')} placeholder="9:30" />
        <div className={classes.input}>
          <label htmlFor={`${id}k`} className={classes.label}>
            {words.field('appointment', 'kind')}
          </label>
          <select
            id={`${id}k`}
            className={classes.box}
            value={next.kind}
            onChange={(event) =>
              visit.changeNext({
                kind: APPOINTMENT_KINDS.find((each) => each === event.currentTarget.value) ?? 'other',
              })
            }
          >
            {APPOINTMENT_KINDS.map((each) => (
              <option key={each} value={each}>
                {words.option('appointment', 'kind', each)}
              </option>
            ))}
          </select>
        </div>
        <Input {...answer('place')} isWide />
        <Input {...answer('subject')} isWide />
      </div>
    </Part>
  );
}

/** Folded away until it is asked for: somebody may look on. */
function Confidential({ visit, problem }: { visit: Visit; problem: Reason | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const reasonText = useReasonText();
  const note = useDraft(visit, (draft) => draft.confidentialNote);
  const [isShown, setShown] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const toNote = useCallback(() => area.current?.focus(), []);
  const open = isShown || problem !== undefined;
  return (
    <Part index={6} title={t('guidance.confidential')}>
      <Button
        data-first={open ? undefined : ''}
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon of={IconEyeOff} size={16} />}
        aria-expanded={open}
        onClick={() => setShown(!isShown)}
      >
        {open
          ? t('guidance.confidentialHide')
          : note === ''
            ? t('guidance.confidentialAdd')
            : t('guidance.confidentialShow')}
      </Button>
      {open && (
        <div className={classes.confidential}>
          <p className={classes.below}>{t('guidance.confidentialWhat')}</p>
          <textarea
            ref={area}
            data-at="confidentialNote"
            data-first=""
            autoFocus
            className={classes.note}
            aria-label={words.field('contactMoment', 'confidentialNote')}
            aria-invalid={problem !== undefined || undefined}
            value={note}
            spellCheck={false}
            onChange={(event) => visit.change({ confidentialNote: event.currentTarget.value })}
          />
          <FreeTextGuard text={note} onLeft={toNote} />
          {problem && <p className={classes.problem}>{reasonText(problem)}</p>}
        </div>
      )}
    </Part>
  );
}
