/** What the server takes from the world besides its database: time and randomness. Passed in, so that a test sets both. */
import { randomBytes } from 'node:crypto';
import { makeId } from '../core/domain/id.ts';

export type World = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: (bytes: number) => Uint8Array;
};

export const realWorld = (now: () => number = Date.now): World => {
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
  return { now, random, newId: () => makeId(now(), random(10)) };
};
