/**
 * One visit that is being written.
 *
 * 1. Every change is sent to the desktop at once, which keeps it; typing waits for nothing.
 * 2. What only the screen filled in is not kept: opening a visit and leaving it leaves no trace.
 * 3. A rule about dates or lengths holds back nothing that is typed; it is told at the end, at its place.
 * 4. Once it is in the dossier nothing of it is kept any more.
 */
import type { Ask } from '../../../core/contract/contract.ts';
import type { ConceptName, DossierConcept } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { isSaid, visitKey, type VisitDraft } from '../../../core/guidance/visit.ts';
import type { Api, Failure } from '../../api/bridge.ts';
import { parseComingDay } from '../../components/coming-day.ts';
import { makeDraftKeeper, type DraftKeeper } from '../../components/draft-keeper.ts';
import { parseTyped, type Reason } from '../../components/field-text.ts';

/** Where what is typed is no answer, by the name of its input, and why. */
export type Problem = { readonly at: string; readonly reason: Reason };
export type Line = VisitDraft['agreements'][number] | VisitDraft['tasks'][number];

const ROUND_TO_MINUTES = 5;
const MOST_MINUTES = 600;

export class Visit {
  readonly dossier: string;
  readonly key: string;
  readonly #api: Api;
  readonly #keeper: DraftKeeper;
  readonly #listeners = new Set<() => void>();
  #draft: VisitDraft;
  #isKept: boolean;
  #isOver = false;
  #failure: Failure | null = null;

  constructor(of: { dossier: string; visit: string; draft: VisitDraft; isKept: boolean; api: Api }) {
    this.dossier = of.dossier;
    this.key = visitKey(of.dossier, of.visit);
    this.#draft = of.draft;
    this.#isKept = of.isKept;
    this.#api = of.api;
    this.#keeper = makeDraftKeeper({
      save: async (key, body) => {
        const answer = await of.api.ask('drafts.save', { key, body });
        this.#told(answer.ok ? null : answer.error);
        return answer;
      },
      remove: (key) => of.api.ask('drafts.remove', { key }),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly draft = (): VisitDraft => this.#draft;
  /** Why the last thing that was typed is not on the disk. */
  readonly failure = (): Failure | null => this.#failure;
  #told(failure: Failure | null): void {
    if (failure === null && this.#failure === null) return;
    this.#failure = failure;
    this.#tell();
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  change(part: Partial<VisitDraft>): void {
    this.#draft = { ...this.#draft, ...part };
    this.#keep();
    this.#tell();
  }
  /** Time that went by: kept with the next thing that is said. */
  spend(ms: number): void {
    this.#draft = { ...this.#draft, spentMs: this.#draft.spentMs + ms };
    this.#tell();
  }
  changeNext(part: Partial<VisitDraft['next']>): void {
    this.change({ next: { ...this.#draft.next, ...part } });
  }
  changeLine(list: 'agreements' | 'tasks', key: string, part: Partial<Line>): void {
    this.change({
      [list]: this.#draft[list].map((line) => (line.key === key ? { ...line, ...part } : line)),
    });
  }
  /** A line after another one, or at the end. */
  addLine(list: 'agreements' | 'tasks', after?: string): string {
    const key = crypto.randomUUID();
    const lines: readonly Line[] = this.#draft[list];
    const at = after === undefined ? lines.length : lines.findIndex((line) => line.key === after) + 1;
    const line = list === 'agreements' ? { key, what: '', by: 'candidate', due: '' } : { key, what: '', due: '' };
    this.change({ [list]: [...lines.slice(0, at), line, ...lines.slice(at)] });
    return key;
  }
  removeLine(list: 'agreements' | 'tasks', key: string): void {
    this.change({ [list]: (this.#draft[list] as readonly Line[]).filter((line) => line.key !== key) });
  }

  #keep(): void {
    if (this.#isOver) return;
    if (isSaid(this.#draft)) {
      this.#isKept = true;
      this.#keeper.save(this.key, JSON.stringify(this.#draft));
    } else if (this.#isKept) {
      this.#isKept = false;
      this.#keeper.remove(this.key);
    }
  }

  /** Everything that was typed is on the disk, or could not be. */
  settled(): Promise<void> {
    return this.#keeper.settled();
  }
  /** Nothing of it is to be kept any more. */
  end(): void {
    this.#isOver = true;
  }
  /** The adviser throws it away; what comes back brings it back. */
  async discard(): Promise<() => Promise<unknown>> {
    const body = JSON.stringify(this.#draft);
    this.end();
    await this.#keeper.settled();
    await this.#api.ask('drafts.remove', { key: this.key });
    return () => this.#api.ask('drafts.save', { key: this.key, body });
  }
}

/** How long the visit took so far, as it would be written down; null before it took a while, or where it is written later. */
export function suggestedMinutes(draft: VisitDraft, today: string): number | null {
  const day = parseTyped('contactMoment', 'date', draft.date);
  const minutes = Math.round(draft.spentMs / 60_000 / ROUND_TO_MINUTES) * ROUND_TO_MINUTES;
  return day.ok && day.value === today && minutes > 0 && minutes <= MOST_MINUTES ? minutes : null;
}

/** @returns what is asked of the desktop, or everything that can not be written as it is typed */
export function askOf(
  visit: Visit,
  today: string,
): { ok: true; ask: Ask<'visit.save'> } | { ok: false; problems: readonly Problem[] } {
  const draft = visit.draft();
  const problems: Problem[] = [];
  const answer = (at: string, concept: ConceptName & DossierConcept, field: string, text: string): FieldValue => {
    const typed = parseTyped(concept, field, text);
    if (typed.ok) return typed.value;
    problems.push({ at, reason: typed.reason });
    return null;
  };
  const day = (at: string, text: string): string | null => {
    if (text.trim() === '') return null;
    const typed = parseComingDay(text, today);
    if (typed.ok) return typed.value;
    problems.push({ at, reason: typed.reason });
    return null;
  };
  const minutes = answer('minutes', 'contactMoment', 'minutes', draft.minutes);
  const isOutline = draft.text.trim() === draft.outline.trim();
  const moment = withoutNothing({
    kind: draft.kind,
    date: answer('date', 'contactMoment', 'date', draft.date),
    time: answer('time', 'contactMoment', 'time', draft.time),
    minutes: minutes ?? suggestedMinutes(draft, today),
    participants: answer('participants', 'contactMoment', 'participants', draft.participants),
    subject: answer('subject', 'contactMoment', 'subject', draft.subject),
    text: isOutline ? null : answer('text', 'contactMoment', 'text', draft.text),
    confidentialNote: answer('confidentialNote', 'contactMoment', 'confidentialNote', draft.confidentialNote),
  });
  const isTyped = ({ what, due }: Line): boolean => what.trim() !== '' || due.trim() !== '';
  const agreements = draft.agreements.filter(isTyped).map((line) =>
    withoutNothing({
      what: answer(`what-${line.key}`, 'agreement', 'what', line.what),
      by: line.by,
      dueOn: day(`due-${line.key}`, line.due),
    }),
  );
  const tasks = draft.tasks.filter(isTyped).map((line) =>
    withoutNothing({
      what: answer(`what-${line.key}`, 'task', 'what', line.what),
      dueOn: day(`due-${line.key}`, line.due),
    }),
  );
  const { next } = draft;
  const isNext = [next.date, next.time, next.place, next.subject].some((text) => text.trim() !== '');
  const appointment = isNext
    ? withoutNothing({
        kind: next.kind,
        date: day('next-date', next.date),
        time: answer('next-time', 'appointment', 'time', next.time),
        place: answer('next-place', 'appointment', 'place', next.place),
        subject: answer('next-subject', 'appointment', 'subject', next.subject),
      })
    : null;
  if (appointment !== null && next.date.trim() === '') problems.push({ at: 'next-date', reason: 'wholeDay' });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    ask: {
      dossier: visit.dossier,
      draft: visit.key,
      today,
      moment,
      agreements,
      tasks,
      steps: Object.entries(draft.steps).map(([row, state]) => ({ row, state })),
      settled: Object.entries(draft.settled).map(([row, state]) => ({ row, state })),
      finished: draft.finished,
      appointment,
      held: draft.appointment,
    },
  };
}

const withoutNothing = (fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
