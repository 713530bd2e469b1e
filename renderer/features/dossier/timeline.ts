/** Everything about somebody on one line of time, from the rows of the dossier: what, when, and on which tab it stands. */
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { fold } from '../../../core/domain/fold.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { blocksOf } from '../../../core/guidance/report-text.ts';

export const TIMELINE_KINDS = [
  'contact',
  'doing',
  'plan',
  'applications',
  'career',
  'schemes',
  'documents',
  'privacy',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export type TimelineEvent = {
  readonly key: string;
  readonly concept: DossierConcept;
  /** Where it stands. */
  readonly row: string;
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

/** How is said what stands in a dossier as a code or as a day. */
export type TimelineWords = {
  readonly purpose: (code: string) => string;
  readonly withdrawn: (day: string) => string;
  readonly scheme: (code: string) => string;
  readonly field: (concept: DossierConcept, field: string) => string;
};

/** Days that a row has besides its own: each is a moment of its own. */
const MOMENTS = {
  actionPlan: ['evaluateOn', 'candidateSignedOn', 'adviserSignedOn'],
  placement: ['followedUp1', 'followedUp3', 'followedUp6', 'followedUp12', 'until'],
} as const;

/** The latest first; what has no day comes at the end, in the order of its making. */
export function timelineOf({ rows }: Dossier, words: TimelineWords): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const tell = <C extends DossierConcept>(
    concept: C,
    kind: TimelineKind,
    told: (row: Dossier['rows'][C][number]) => Told,
  ): void => {
    for (const row of rows[concept]) {
      const { day, title, time = null, more = [] } = told(row);
      const key = `${concept}/${row.id}`;
      const place = { concept, row: row.id, kind, title };
      events.push({ ...place, key, day, time, more: more.filter(Boolean).join(' · ') });
      if (!(concept in MOMENTS)) continue;
      for (const field of MOMENTS[concept as keyof typeof MOMENTS]) {
        const on = (row as unknown as Readonly<Record<string, string | null>>)[field] ?? null;
        if (on !== null)
          events.push({ ...place, key: `${key}/${field}`, day: on, time: null, more: words.field(concept, field) });
      }
    }
  };
  tell('contactMoment', 'contact', (row) => ({
    day: row.date,
    time: row.time,
    title: row.subject ?? '',
    // The confidential note is not told here: it is shown only where it is asked for.
    more: [row.participants, row.text === null ? null : asOneLine(row.text)],
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
    // What nobody answered yet stands where the next step is.
    day: row.closedOn ?? row.appliedOn ?? row.nextOn,
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
  tell('scheme', 'schemes', (row) => ({
    day: row.from,
    title: row.scheme === null ? '' : words.scheme(row.scheme),
    more: [row.source, row.note],
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
  return events.toSorted(
    (a, b) =>
      Number(a.day === null) - Number(b.day === null) ||
      (b.day ?? '').localeCompare(a.day ?? '') ||
      (b.time ?? '').localeCompare(a.time ?? ''),
  );
}

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
