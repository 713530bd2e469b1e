/** A request by a right, from the day on which it came to the day on which it was answered: which steps there are, and where it stands. */
import type { FieldsOf } from '../domain/concepts.ts';
import { termOf } from './terms.ts';

type Asked = Pick<FieldsOf<'request'>, 'identity' | 'state' | 'answeredOn' | 'receivedOn' | 'extendedOn'>;

const REQUEST_STEPS = ['identity', 'decision', 'doing', 'answer'] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];
/** `skipped`: it need not be done, of what was refused or taken back. */
export type StepStanding = 'done' | 'now' | 'later' | 'skipped';

/** Nothing is to be done about it any more: it was answered, or whoever asked took it back. */
export const isClosed = ({ state, answeredOn }: Pick<Asked, 'state' | 'answeredOn'>): boolean =>
  answeredOn !== null || state === 'withdrawn';

export const isDecided = ({ state }: Pick<Asked, 'state'>): boolean =>
  state === 'granted' || state === 'partly' || state === 'refused';

/**
 * Each step in its order. That something was done can not be read from the request: it was done when that was told. So doing and answering are
 * both at hand as soon as it is decided.
 */
export function stepsOf(request: Asked): { readonly step: RequestStep; readonly standing: StepStanding }[] {
  const { identity, state } = request;
  const closed = isClosed(request);
  const standing = (step: RequestStep): StepStanding => {
    switch (step) {
      case 'identity':
        return identity !== null ? 'done' : closed ? 'skipped' : 'now';
      case 'decision':
        if (isDecided(request)) return 'done';
        // A decision about whose data it is comes after knowing who asks.
        return closed ? 'skipped' : identity === null ? 'later' : 'now';
      case 'doing':
        if (state === 'refused' || state === 'withdrawn') return 'skipped';
        return closed ? 'done' : isDecided(request) ? 'now' : 'later';
      case 'answer':
        return closed ? (state === 'withdrawn' ? 'skipped' : 'done') : isDecided(request) ? 'now' : 'later';
    }
  };
  return REQUEST_STEPS.map((step) => ({ step, standing: standing(step) }));
}

/** What is next; null when there is nothing more to do. */
export const nextStep = (request: Asked): RequestStep | null =>
  stepsOf(request).find(({ standing }) => standing === 'now')?.step ?? null;

/** Who asks is made sure of on the day on which that is written down, where no other day stands. */
export const withIdentity = (
  { identityOn }: Pick<FieldsOf<'request'>, 'identityOn'>,
  identity: string | null,
  today: string,
): { readonly identityOn?: string | null } => {
  if (identity === null) return { identityOn: null };
  return identityOn === null ? { identityOn: today } : {};
};

/** A decision has the day on which it was taken; what is open again has none, nor a ground on which it was refused. */
export function withDecision(
  { decidedOn, ground }: Pick<FieldsOf<'request'>, 'decidedOn' | 'ground'>,
  state: string | null,
  today: string,
): { readonly decidedOn?: string | null; readonly ground?: null } {
  const isOpen = state === null || state === 'open';
  const refuses = state === 'refused' || state === 'partly';
  return {
    ...(isOpen ? (decidedOn === null ? {} : { decidedOn: null }) : decidedOn === null ? { decidedOn: today } : {}),
    ...(ground !== null && !refuses ? { ground: null } : {}),
  };
}

type Lined = { readonly row: Asked };

/** What ends first comes first; what has no day of receipt stands on top, since nobody knows when it ends. */
export const byDeadline = (one: Lined, other: Lined): number => dueOf(one).localeCompare(dueOf(other));
const dueOf = ({ row }: Lined): string => termOf(row)?.dueOn ?? '';
