/** Everything about somebody on one line of time, from the rows of the dossier: what, when, and on which tab it stands. */
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { fold } from '../../../core/domain/fold.ts';

export const TIMELINE_KINDS = ['contact', 'doing', 'plan', 'applications', 'career', 'documents', 'privacy'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export type TimelineEvent = {
  readonly key: string;
  readonly concept: DossierConcept;
  readonly kind: TimelineKind;
  /** A day, a month or a year; null when nobody said. */
  readonly day: string | null;
  readonly time: string | null;
  /** What the row says of itself; empty when it has no name. */
  readonly title: string;
  readonly more: string;
};

type Told = Pick<TimelineEvent, 'day' | 'title'> & {
  readonly time?: string | null;
  readonly more?: readonly (string | null)[];
};

/** How a consent is said in words. */
export type ConsentWords = {
  readonly purpose: (code: string) => string;
  readonly withdrawn: (day: string) => string;
};

/** The latest first; what has no day comes at the end, in the order of its making. */
export function timelineOf({ rows }: Dossier, consentWords: ConsentWords): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const tell = <C extends DossierConcept>(
    concept: C,
    kind: TimelineKind,
    told: (row: Dossier['rows'][C][number]) => Told,
  ): void => {
    for (const row of rows[concept]) {
      const { day, title, time = null, more = [] } = told(row);
      events.push({
        key: `${concept}/${row.id}`,
        concept,
        kind,
        day,
        time,
        title,
        more: more.filter(Boolean).join(' · '),
      });
    }
  };
  tell('contactMoment', 'contact', (row) => ({
    day: row.date,
    time: row.time,
    title: row.subject ?? '',
    // The confidential note is not told here: it is shown only where it is asked for.
    more: [row.participants, row.text],
  }));
  tell('agreement', 'doing', (row) => ({ day: row.dueOn, title: row.what ?? '', more: [row.note] }));
  tell('task', 'doing', (row) => ({ day: row.doneOn ?? row.dueOn, title: row.what ?? '', more: [row.note] }));
  tell('appointment', 'doing', (row) => ({
    day: row.date,
    time: row.time,
    title: row.subject ?? '',
    more: [row.place, row.participants, row.note],
  }));
  tell('actionPlan', 'plan', (row) => ({ day: row.from, title: row.title ?? '', more: [row.summary] }));
  tell('goal', 'plan', (row) => ({ day: row.reachedOn ?? row.targetDate, title: row.what ?? '', more: [row.why] }));
  tell('planStep', 'plan', (row) => ({ day: row.doneOn ?? row.dueOn, title: row.what ?? '', more: [row.note] }));
  // Its text is the plan of that day: read there, not told again here.
  tell('planVersion', 'plan', (row) => ({ day: row.madeOn, title: row.name ?? '' }));
  tell('jobApplication', 'applications', (row) => ({
    day: row.closedOn ?? row.appliedOn,
    title: row.vacancy ?? row.employer ?? '',
    more: [row.vacancy === null ? null : row.employer, row.place, row.note],
  }));
  tell('placement', 'applications', (row) => ({
    day: row.from,
    title: row.role ?? row.employer ?? '',
    more: [row.role === null ? null : row.employer, row.place, row.note],
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
  }));
  tell('interestProfile', 'career', (row) => ({ day: row.measuredOn, title: row.source ?? '' }));
  tell('assessment', 'career', (row) => ({ day: row.date, title: row.title ?? '', more: [row.takenBy] }));
  tell('document', 'documents', (row) => ({
    day: row.date,
    title: row.name ?? '',
    more: [row.confidential === 'yes' ? null : row.note],
  }));
  tell('consent', 'privacy', (row) => ({
    day: row.givenOn,
    title: row.purpose === null ? '' : consentWords.purpose(row.purpose),
    more: [row.withdrawnOn === null ? null : consentWords.withdrawn(row.withdrawnOn), row.note],
  }));
  return events.toSorted(
    (a, b) =>
      Number(a.day === null) - Number(b.day === null) ||
      (b.day ?? '').localeCompare(a.day ?? '') ||
      (b.time ?? '').localeCompare(a.time ?? ''),
  );
}

/** @param words every one of them must stand in it, as letters without accents */
export function found(
  events: readonly TimelineEvent[],
  kinds: ReadonlySet<TimelineKind>,
  words: string,
): readonly TimelineEvent[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return events.filter((event) => {
    if (kinds.size > 0 && !kinds.has(event.kind)) return false;
    if (wanted.length === 0) return true;
    const text = fold(`${event.title} ${event.more}`);
    return wanted.every((word) => text.includes(word));
  });
}
