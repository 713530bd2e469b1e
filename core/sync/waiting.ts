/**
 * Work on a dossier its author did not hold any more (SPEC.md P4), as whoever holds the dossier now is shown it and decides: taken over
 * it is applied as what it was; left it waits for the privacy officer, until it is brought back. Nothing is destroyed by either.
 */
import { z } from 'zod';
import { id } from '../domain/id.ts';

/** Works in one answer: people decide, and the rest comes after. */
export const MOST_WAITING = 500;

export const DECISIONS = ['takeOver', 'leave', 'bringBack'] as const;

export const waitingAsk = z.strictObject({
  decisions: z.array(z.strictObject({ operation: id, decision: z.enum(DECISIONS) })).max(MOST_WAITING),
});

const text = z.string().max(60);
const waitingWork = z.object({
  operation: id,
  dossier: id,
  author: id,
  receivedAt: z.number(),
  isLeft: z.boolean(),
  /** Null where this server can not read it yet. Values of fields are checked where they are shown, as everywhere. */
  said: z
    .object({
      group: id,
      label: text,
      concept: text,
      row: id,
      at: z.number(),
      isNew: z.boolean(),
      fields: z.record(z.string().max(60), z.json()),
    })
    .nullable(),
});
export type WaitingWork = z.infer<typeof waitingWork>;

export const waitingAnswer = z.object({
  /** In the order in which they were asked: what became of each. */
  results: z.array(
    z.discriminatedUnion('result', [
      z.object({ result: z.literal('done') }),
      /** Decided by somebody else meanwhile, erased, or not theirs to decide. */
      z.object({ result: z.literal('gone') }),
      /** It can not be applied, and waits on; `why` as in a refusal of a push. */
      z.object({ result: z.literal('notApplicable'), why: text }),
    ]),
  ),
  /** As in the answer to a pull: what this list is a list of. */
  waiting: z.string().max(64).nullable(),
  works: z.array(waitingWork),
  /** There are more than these. */
  more: z.boolean(),
});
export type WaitingAnswer = z.infer<typeof waitingAnswer>;
