/**
 * Everything about somebody on one line of time, from the rows of the dossier and the changes of their phase: what, when, on which tab it stands,
 * and whether it was so or is still to come.
 */
import type { ConceptName, DossierConcept, Row } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { fold } from '../../../core/domain/fold.ts';
import { dueFollowUp, localDay, openFollowUps } from '../../../core/guidance/calendar.ts';
import { isClosed } from '../../../core/privacy/requests.ts';
import { termOf } from '../../../core/privacy/terms.ts';
import { blocksOf } from '../../../core/guidance/report-text.ts';
import type { Entry } from './changes.ts';

export const TIMELINE_KINDS = [
  'contact',
  'doing',
  'plan',
  'applications',
  'profile',
  'career',
  'schemes',
  'documents',
  'privacy',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** `was`: it is so. `planned`: it is to come. `open`: its day went by, or it has none, and it is not done. `not`: it did not go through. */
export type Standing = 'was' | 'planned' | 'open' | 'not';

export type TimelineEvent = {
  readonly key: string;
  readonly concept: DossierConcept | 'candidate';
  /** Where it stands. */
  readonly row: string;
  readonly kind: TimelineKind;
  /** A day, a month or a year; null when nobody said. */
  readonly day: string | null;
  readonly time: string | null;
  /** What the row says of itself; empty when it has no name. */
  readonly title: string;
  readonly more: string;
  readonly standing: Standing;
};

/** `toDo`: as long as nobody says that it is done it is not. Without it the day decides: what comes after today is planned. */
type How = 'done' | 'toDo' | 'not' | undefined;
/** `says`: what it is, where that is not what its field is called. */
type Moment = { readonly field: string; readonly on: string | null; readonly how?: How; readonly says?: string };
type Told = Pick<TimelineEvent, 'day' | 'title'> & {
  readonly time?: string | null;
  readonly more?: readonly (string | null)[];
  readonly how?: How;
  /** Days that a row has besides its own: each is a moment of its own. */
  readonly moments?: readonly Moment[];
};

/** A change of the phase, as the history of the dossier has it. */
export type PhaseChange = Pick<Entry, 'at' | 'before' | 'after'>;

/** How is said what stands in a dossier as a code or as a day. */
export type TimelineWords = {
  readonly purpose: (code: string) => string;
  readonly withdrawn: (day: string) => string;
  readonly scheme: (code: string) => string;
  readonly limit: (row: Pick<Row<'restriction'>, 'kind' | 'purposes'>) => string;
  readonly field: (concept: ConceptName, field: string) => string;
  readonly state: (state: string) => string;
  readonly right: (code: string) => string;
  readonly requestState: (state: string) => string;
  readonly answerBy: string;
  readonly phase: (code: string | null) => string;
  readonly phaseWas: (code: string) => string;
};

/**
 * The latest first; what has no day comes at the end, in the order of its making.
 *
 * @param phases changes of the phase, in any order
 * @param today the day where the adviser is
 */
export function timelineOf(
  { candidate, rows }: Dossier,
  phases: readonly PhaseChange[],
  today: string,
  words: TimelineWords,
): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const tell = <C extends DossierConcept>(
    concept: C,
    kind: TimelineKind,
    told: (row: Dossier['rows'][C][number]) => Told,
  ): void => {
    for (const row of rows[concept]) {
      const { day, title, time = null, more = [], how, moments = [] } = told(row);
      const key = `${concept}/${row.id}`;
      const place = { concept, row: row.id, kind, title };
      const standing = standingOn(day, how, today);
      events.push({ ...place, key, day, time, more: more.filter(Boolean).join(' · '), standing });
      for (const { field, on, how: does, says } of moments)
        if (on !== null)
          events.push({
            ...place,
            key: `${key}/${field}`,
            day: on,
            time: null,
            more: says ?? words.field(concept, field),
            standing: standingOn(on, does, today),
          });
    }
  };
  for (const { day, before, after } of byDay(phases))
    events.push({
      key: `candidate/${day}`,
      concept: 'candidate',
      row: candidate.id,
      kind: 'profile',
      day,
      time: null,
      title: words.phase(after),
      more: before === null ? '' : words.phaseWas(before),
      standing: 'was',
    });
  tell('contactMoment', 'contact', (row) => ({
    day: row.date,
    time: row.time,
    title: row.subject ?? '',
    // The confidential note is not told here: it is shown only where it is asked for.
    more: [row.participants, row.text === null ? null : asOneLine(row.text)],
  }));
  tell('agreement', 'doing', (row) => ({
    day: row.dueOn,
    title: row.what ?? '',
    more: [row.note],
    how: row.state === null || row.state === 'open' ? 'toDo' : row.state === 'kept' ? 'done' : 'not',
  }));
  tell('task', 'doing', (row) => ({
    day: row.doneOn ?? row.dueOn,
    title: row.what ?? '',
    more: [row.note],
    how: row.done === 'yes' ? 'done' : 'toDo',
  }));
  tell('appointment', 'doing', (row) => ({
    day: row.date,
    time: row.time,
    title: row.subject ?? '',
    more: [row.place, row.participants, row.note],
    how: heldOrNot(row.state, row.date, today),
  }));
  tell('actionPlan', 'plan', (row) => {
    const goesOn = row.state === null || row.state === 'draft' || row.state === 'agreed';
    return {
      day: row.from,
      title: row.title ?? '',
      more: [row.summary],
      moments: [
        // Of a plan that is over nobody looks back any more.
        {
          field: 'evaluateOn',
          on: goesOn || (row.evaluateOn ?? '') <= today ? row.evaluateOn : null,
          how: goesOn ? 'toDo' : 'done',
        },
        { field: 'candidateSignedOn', on: row.candidateSignedOn, how: 'done' },
        { field: 'adviserSignedOn', on: row.adviserSignedOn, how: 'done' },
      ],
    };
  });
  tell('goal', 'plan', (row) => ({
    day: row.reachedOn ?? row.targetDate,
    title: row.what ?? '',
    more: [row.why],
    how: row.state === 'reached' || row.reachedOn !== null ? 'done' : row.state === 'dropped' ? 'not' : 'toDo',
  }));
  tell('planStep', 'plan', (row) => ({
    day: row.doneOn ?? row.dueOn,
    title: row.what ?? '',
    more: [row.note],
    how: row.state === 'done' || row.doneOn !== null ? 'done' : row.state === 'dropped' ? 'not' : 'toDo',
  }));
  // Its text is the plan of that day: read there, not told again here.
  tell('planVersion', 'plan', (row) => ({ day: row.madeOn, title: row.name ?? '' }));
  tell('jobApplication', 'applications', (row) => ({
    // Who has not applied yet stands where the next step is.
    day: row.appliedOn ?? row.closedOn ?? row.nextOn,
    title: row.vacancy ?? row.employer ?? '',
    more: [row.vacancy === null ? null : row.employer, row.place, row.note],
    how: row.appliedOn === null && row.closedOn === null ? 'toDo' : undefined,
    moments:
      row.appliedOn === null
        ? []
        : row.closedOn === null
          ? [{ field: 'nextOn', on: row.nextOn, how: 'toDo' }]
          : [{ field: 'closedOn', on: row.closedOn, how: 'done' }],
  }));
  tell('placement', 'applications', (row) => ({
    day: row.from,
    title: row.role ?? row.employer ?? '',
    more: [row.role === null ? null : row.employer, row.place, row.note],
    moments: [
      { field: 'followedUp1', on: row.followedUp1, how: 'done' },
      { field: 'followedUp3', on: row.followedUp3, how: 'done' },
      { field: 'followedUp6', on: row.followedUp6, how: 'done' },
      { field: 'followedUp12', on: row.followedUp12, how: 'done' },
      ...toAskAfter(row, today).map(({ field, dueOn }) => ({ field, on: dueOn, how: 'toDo' as const })),
      { field: 'until', on: row.until },
    ],
  }));
  tell('workExperience', 'career', (row) => ({
    day: row.from,
    title: row.role ?? row.employer ?? '',
    more: [row.role === null ? null : row.employer, row.place],
  }));
  tell('education', 'career', (row) => ({
    day: row.diplomaDate ?? row.from,
    title: row.name ?? row.institute ?? '',
    more: [row.name === null ? null : row.institute],
  }));
  tell('course', 'career', (row) => ({
    day: row.certificateDate ?? row.from,
    title: row.name ?? '',
    more: [row.institute],
    moments: [{ field: 'expiresOn', on: row.expiresOn }],
  }));
  tell('interestProfile', 'career', (row) => ({ day: row.measuredOn, title: row.source ?? '' }));
  tell('assessment', 'career', (row) => ({ day: row.date, title: row.title ?? '', more: [row.takenBy] }));
  tell('scheme', 'schemes', (row) => ({
    day: row.from,
    title: row.scheme === null ? '' : words.scheme(row.scheme),
    more: [row.source, row.note],
    moments: [{ field: 'until', on: row.until }],
  }));
  tell('document', 'documents', (row) => ({
    // Where nobody said of when it is: the day on which it came in.
    day: row.date ?? localDay(row.createdAt),
    title: row.name ?? '',
    more: [row.confidential === 'yes' ? null : row.note],
  }));
  tell('consent', 'privacy', (row) => ({
    day: row.givenOn,
    title: row.purpose === null ? '' : words.purpose(row.purpose),
    more: [row.withdrawnOn === null ? null : words.withdrawn(row.withdrawnOn), row.note],
  }));
  tell('request', 'privacy', (row) => {
    const term = termOf(row);
    return {
      day: row.receivedOn,
      title: row.right === null ? '' : words.right(row.right),
      more: [row.byName, row.state === null || row.state === 'open' ? null : words.requestState(row.state)],
      how: 'done',
      moments: [
        { field: 'extendedOn', on: row.extendedOn, how: 'done' },
        { field: 'decidedOn', on: row.decidedOn, how: 'done' },
        // By when, as long as it is not answered.
        isClosed(row)
          ? { field: 'answeredOn', on: row.answeredOn, how: 'done' }
          : { field: 'answeredOn', on: term?.dueOn ?? null, how: 'toDo', says: words.answerBy },
      ],
    };
  });
  tell('restriction', 'privacy', (row) => ({
    day: row.from ?? localDay(row.createdAt),
    title: words.limit(row),
    more: [row.reason],
    how: 'done',
    moments: [
      { field: 'toldOn', on: row.toldOn, how: 'done' },
      { field: 'liftedOn', on: row.liftedOn, how: 'done' },
    ],
  }));
  // The days on which they came in: a link has no day of its own.
  tell('webLink', 'profile', (row) => ({
    day: localDay(row.createdAt),
    title: row.title ?? row.url ?? '',
    more: [row.title === null ? null : row.url, row.note],
  }));
  tell('proposal', 'privacy', (row) => {
    const [concept] = (row.about ?? '').split('/');
    return {
      day: row.proposedOn ?? localDay(row.createdAt),
      // What it should be is read where it is decided: here only about what it is.
      title: row.field === null || !concept ? '' : words.field(concept as ConceptName, row.field),
      more: [row.state === null ? null : words.state(row.state), row.note],
      how: 'done',
      moments: [{ field: 'decidedOn', on: row.decidedOn, how: 'done' }],
    };
  });
  return events.toSorted(
    (a, b) =>
      Number(a.day === null) - Number(b.day === null) ||
      (b.day ?? '').localeCompare(a.day ?? '') ||
      (b.time ?? '').localeCompare(a.time ?? ''),
  );
}

function standingOn(day: string | null, how: How, today: string): Standing {
  switch (how) {
    case 'done':
      return 'was';
    case 'not':
      return 'not';
    case 'toDo':
      return day !== null && day >= today ? 'planned' : 'open';
    case undefined:
      return day !== null && day > today ? 'planned' : 'was';
  }
}

/** What is to come, and of what is due what is asked now. */
function toAskAfter(row: Row<'placement'>, today: string) {
  const due = dueFollowUp(row, today);
  return openFollowUps(row).filter(({ field, dueOn }) => dueOn > today || field === due?.field);
}

function heldOrNot(state: string | null, date: string | null, today: string): How {
  if (state === 'held') return 'done';
  if (state === 'cancelled' || state === 'noShow') return 'not';
  // Nobody looks up afterwards to say that it was held: a day that went by says so.
  return date === null || date >= today ? 'toDo' : undefined;
}

/** What a day made of the phase: what was chosen by mistake and taken back on the same day is no change. */
function byDay(
  phases: readonly PhaseChange[],
): { readonly day: string; readonly before: string | null; readonly after: string | null }[] {
  const days = new Map<string, { before: string | null; after: string | null }>();
  for (const { at, before, after } of phases.toSorted((one, other) => one.at - other.at)) {
    const day = localDay(at);
    days.set(day, { before: days.has(day) ? (days.get(day)?.before ?? null) : codeOf(before), after: codeOf(after) });
  }
  return [...days].flatMap(([day, { before, after }]) => (before === after ? [] : [{ day, before, after }]));
}
const codeOf = (value: Entry['after']): string | null => (typeof value === 'string' ? value : null);

/** The words of a contact moment without the marks of its headings and lists. */
const asOneLine = (text: string): string =>
  blocksOf(text)
    .map((block) => {
      switch (block.kind) {
        case 'heading':
          return `${block.text}:`;
        case 'list':
          return block.items.join('; ');
        case 'paragraph':
          return block.text;
      }
    })
    .join(' ');

/** As on their own tab: what may say something of somebody's health is shown only when it is asked for. */
const ONLY_ASKED: ReadonlySet<TimelineKind> = new Set(['schemes']);

/** @param words every one of them must stand in it, as letters without accents */
export function found(
  events: readonly TimelineEvent[],
  kinds: ReadonlySet<TimelineKind>,
  words: string,
): readonly TimelineEvent[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return events.filter((event) => {
    if (kinds.size > 0 ? !kinds.has(event.kind) : ONLY_ASKED.has(event.kind)) return false;
    if (wanted.length === 0) return true;
    const text = fold(`${event.title} ${event.more}`);
    return wanted.every((word) => text.includes(word));
  });
}
