/**
 * Identifiers: UUID version 7 (RFC 9562 §5.7), so that rows and operations made one after the other also lie beside each
 * other in the database. Time and randomness are passed in; nothing here has a clock.
 */
import { z } from 'zod';

export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export type Id = z.infer<typeof id>;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @param timeMs milliseconds since 1970 @param random ten random bytes */
export function makeId(timeMs: number, random: Uint8Array): Id {
  const time = Math.max(0, Math.trunc(timeMs)).toString(16).padStart(12, '0').slice(-12);
  const hex = (index: number): string => HEX[random[index] ?? 0] ?? '00';
  // Version 7 in the first four bits after the time, variant 10 in the first two of the next group.
  const version = HEX[((random[0] ?? 0) & 0x0f) | 0x70];
  const variant = HEX[((random[2] ?? 0) & 0x3f) | 0x80];
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex(1)}-${variant}${hex(3)}-${hex(4)}${hex(5)}${hex(6)}${hex(7)}${hex(8)}${hex(9)}`;
}
