/**
 * A visit that is being written and is not finished: what was typed, as it was typed, so that a key that was pressed is never lost to a
 * rule about dates. It is kept under one key for each visit, apart from the drafts of a dossier: it also stays where the dossier went.
 */
import { z } from 'zod';
import { AGREEMENT_STATES, APPOINTMENT_KINDS, CONTACT_KINDS, STEP_STATES } from '../domain/concepts.ts';

const typed = z.string();

const visitDraft = z.object({
  /** Whose visit it was when it began: to know it again where the dossier is gone. */
  name: typed,
  kind: z.enum(CONTACT_KINDS),
  date: typed,
  time: typed,
  minutes: typed,
  /** How long the visit was on the screen, in milliseconds. */
  spentMs: z.number(),
  participants: typed,
  subject: typed,
  text: typed,
  /** The outline that the text began with: a text that is still that is no text. */
  outline: typed,
  confidentialNote: typed,
  agreements: z.array(
    z.object({ key: z.string(), what: typed, by: z.enum(['candidate', 'adviser', 'together']), due: typed }),
  ),
  tasks: z.array(z.object({ key: z.string(), what: typed, due: typed })),
  /** Row → how far it is now: what stood open and was ticked off during the visit. */
  steps: z.record(z.string(), z.enum(STEP_STATES)),
  settled: z.record(z.string(), z.enum(AGREEMENT_STATES)),
  finished: z.array(z.string()),
  next: z.object({ date: typed, time: typed, kind: z.enum(APPOINTMENT_KINDS), place: typed, subject: typed }),
  /** The appointment that this visit is. */
  appointment: z.string().nullable(),
});
export type VisitDraft = z.infer<typeof visitDraft>;

const VISIT = 'visit/';
export const visitKey = (dossier: string, visit: string): string => `${VISIT}${dossier}/${visit}`;
/** All unfinished visits, or those of one dossier. */
export const visitPrefix = (dossier?: string): string => (dossier === undefined ? VISIT : `${VISIT}${dossier}/`);

export function visitOf(key: string): { readonly dossier: string; readonly visit: string } | null {
  const [dossier = '', visit = '', ...rest] = key.startsWith(VISIT) ? key.slice(VISIT.length).split('/') : [];
  return dossier && visit && rest.length === 0 ? { dossier, visit } : null;
}

/** Null for what no version of this application wrote. */
export function readVisit(body: string): VisitDraft | null {
  try {
    const parsed = visitDraft.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * The visit that is gone on with: that of the appointment, or else the last one that was not finished.
 *
 * @param drafts - what is kept of the visits of one dossier
 */
export const unfinishedVisit = (
  drafts: readonly { readonly key: string; readonly body: string; readonly savedAt: number }[],
  appointment: string | null,
): string | null =>
  drafts
    .toSorted((a, b) => b.savedAt - a.savedAt)
    .flatMap(({ key, body }) => {
      const draft = readVisit(body);
      const of = visitOf(key);
      return draft && of && (appointment === null || draft.appointment === appointment) ? [of.visit] : [];
    })[0] ?? null;

/** Whether something was said in it. What the screen filled in by itself (day, time, an outline) was not said by anybody. */
export const isSaid = (draft: VisitDraft): boolean =>
  [draft.confidentialNote, draft.minutes, draft.next.date, draft.next.time, draft.next.place, draft.next.subject].some(
    isText,
  ) ||
  (isText(draft.text) && draft.text.trim() !== draft.outline.trim()) ||
  draft.agreements.some(({ what, due }) => isText(what) || isText(due)) ||
  draft.tasks.some(({ what, due }) => isText(what) || isText(due)) ||
  Object.keys(draft.steps).length + Object.keys(draft.settled).length + draft.finished.length > 0;
const isText = (text: string): boolean => text.trim() !== '';
