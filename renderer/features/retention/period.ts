/** A term as people set it: a number and a unit. */
import { PERIOD } from '../../../core/retention/rules.ts';

export const UNITS = ['D', 'W', 'M', 'Y'] as const;
export type Unit = (typeof UNITS)[number];

export const partsOf = (period: string): { number: number; unit: Unit } => ({
  number: Number(period.slice(1, -1)),
  unit: UNITS.find((unit) => period.endsWith(unit)) ?? 'D',
});

/** Null where the number is no term: nothing, or longer than can be meant. */
export function periodOf(number: number | string, unit: Unit): string | null {
  const period = `P${number}${unit}`;
  return PERIOD.test(period) ? period : null;
}
