/** What a laptop holds about one person, as it is told to them: rows with where each answer came from, earlier answers, and who did what. */
import type { ConceptName } from '../domain/concepts.ts';
import type { FieldValue } from '../domain/field.ts';

/** How an answer came here. */
export const ORIGIN_WAYS = [
  'typed',
  /** Read in from a file. */
  'file',
  /** The candidate filled it in, on this screen. */
  'candidate',
  /** The candidate proposed it, and an adviser took it over. */
  'proposal',
  /** An earlier answer that was put back. */
  'putBack',
  /** Out of another dossier of the same person. */
  'merged',
  /** It came from the office as a whole: who said it first is not known on this laptop. */
  'office',
] as const;
export type Origin = {
  readonly way: (typeof ORIGIN_WAYS)[number];
  /** Milliseconds since 1970. */
  readonly at: number | null;
  readonly by: string | null;
  /** Of a file: which kinds were read in then (`INTAKE_FORMATS`). */
  readonly fileKinds: readonly string[];
};

export type HeldAnswer = {
  readonly field: string;
  readonly value: FieldValue;
  /** What others answered to the same question, until somebody settles it. */
  readonly beside: readonly FieldValue[];
  readonly origin: Origin;
};
/** A row as it is held, also when it was removed and is kept for undo. Only the answers that say something. */
export type HeldRow = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly isRemoved: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly answers: readonly HeldAnswer[];
};

/** One line of who did what. */
export type LogLine = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly actor: string;
  readonly device: string;
  /** On the laptop that tells it. */
  readonly isHere: boolean;
  /** As in the audit log: `read`, `write.edit`, `handover`. */
  readonly action: string;
  readonly what: 'opened' | 'changed' | 'exported' | 'other';
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What somebody else, or a file, got of it. */
export type Receipt = LogLine & {
  readonly recipient: string | null;
  readonly recipientName: string | null;
  readonly form: string | null;
};

/** An answer that was given once, and is not what stands now. */
export type EarlierAnswer = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly field: string;
  readonly value: FieldValue;
  readonly at: number;
  readonly actor: string;
};

export type Held = {
  readonly rows: readonly HeldRow[];
  readonly earlier: readonly EarlierAnswer[];
  /** Oldest first. */
  readonly log: readonly LogLine[];
  readonly receipts: readonly Receipt[];
  /** What is being typed and was not written yet. */
  readonly drafts: number;
  /** Rows of a later version of the product, which this one can not read. */
  readonly unreadable: number;
  /** Whether there is an office: then other laptops may have opened it too, which is known there. */
  readonly hasOffice: boolean;
  /** What this laptop is called; null where nobody named it. */
  readonly laptop: string | null;
};
