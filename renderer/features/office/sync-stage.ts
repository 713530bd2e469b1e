/** Where the work is, in one of a few words. Pure: the same state at the same moment gives the same stage. */
import type { Answer } from '../../../core/contract/contract.ts';

export type SyncState = Answer<'sync.state'>;
export type Connected = Extract<SyncState, { type: 'connected' }>;

export type SyncStage =
  /** No office, nothing is different from before. */
  | 'alone'
  | 'aloneHere'
  | 'fetching'
  /** Just written, and on its way: nothing to say about it yet. */
  | 'moving'
  | 'here'
  | 'safe';

/** What is written is at the office within a second when all is well: shorter than this is no news. */
export const MOVING_MS = 5_000;

export function stageOf(state: SyncState, onlyHere: number, now: number): SyncStage {
  if (state.type === 'alone') return onlyHere > 0 ? 'aloneHere' : 'alone';
  if (state.fetching) return 'fetching';
  if (state.onlyHere === 0) return state.documents.waiting > 0 ? 'here' : 'safe';
  return movesUntil(state, now) === null ? 'here' : 'moving';
}

/** When "on its way" is over, or null when something is in the way or it took too long already. */
export function movesUntil(state: SyncState, now: number): number | null {
  if (state.type === 'alone' || state.hindrance !== null || state.doing === 'paused') return null;
  if (state.onlyHere === 0 || state.onlyHereSince === null || state.fetching) return null;
  const until = state.onlyHereSince + MOVING_MS;
  // A clock that was set back must not keep this going.
  return now < until && state.onlyHereSince <= now + MOVING_MS ? until : null;
}
