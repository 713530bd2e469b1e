import { describe, expect, it } from 'vitest';
import { MOVING_MS, movesUntil, stageOf, type Connected } from './sync-stage.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const state = (over: Partial<Connected> = {}): Connected => ({
  type: 'connected',
  address: 'https://kantoor.voorbeeld.nl',
  person: 'Anna Verzonnen',
  laptop: 'laptop van Anna',
  doing: 'resting',
  hindrance: null,
  lastContact: NOW,
  nextTry: null,
  hasAuthority: false,
  metered: 'no',
  wants: {},
  onlyHere: 0,
  onlyHereSince: null,
  documents: { waiting: 0, bytes: 0 },
  unconfirmed: 0,
  later: 0,
  aside: [],
  conflicts: 0,
  notices: 0,
  waits: 0,
  fetching: null,
  ...over,
});

describe('where the work is', () => {
  it('a laptop without an office says what it always said', () => {
    expect(stageOf({ type: 'alone' }, 0, NOW)).toBe('alone');
    expect(stageOf({ type: 'alone' }, 3, NOW)).toBe('aloneHere');
  });

  it('what was written a moment ago is on its way, and only here when that takes long', () => {
    const written = state({ doing: 'busy', onlyHere: 1, onlyHereSince: NOW });
    expect(stageOf(written, 1, NOW + 100)).toBe('moving');
    expect(movesUntil(written, NOW + 100)).toBe(NOW + MOVING_MS);
    expect(stageOf(written, 1, NOW + MOVING_MS)).toBe('here');
    expect(stageOf(state(), 0, NOW)).toBe('safe');
  });

  it('without network, paused, or after the clock was set back it is only here at once', () => {
    const written = { onlyHere: 1, onlyHereSince: NOW };
    expect(stageOf(state({ ...written, doing: 'waiting', hindrance: 'noNetwork' }), 1, NOW)).toBe('here');
    expect(stageOf(state({ ...written, doing: 'paused' }), 1, NOW)).toBe('here');
    expect(stageOf(state({ ...written, onlyHereSince: NOW + 3_600_000 }), 1, NOW)).toBe('here');
  });

  it('a document that is not at the office is only here, whatever else is there', () => {
    expect(stageOf(state({ documents: { waiting: 1, bytes: 300_000_000 } }), 0, NOW)).toBe('here');
  });

  it('the first dossiers that come are said before anything else', () => {
    expect(stageOf(state({ onlyHere: 2, onlyHereSince: NOW, fetching: { done: 3, total: 118 } }), 2, NOW)).toBe(
      'fetching',
    );
  });
});
