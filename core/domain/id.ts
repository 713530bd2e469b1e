/**
 * Identifiers: UUID version 7 (RFC 9562 §5.7), so that rows and operations made one after the other also lie beside each
 * other in the database. Time and randomness are passed in; nothing here has a clock.
 */
import { z } from 'zod';

export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export type Id = z.infer<typeof id>;

/** @param timeMs milliseconds since 1970 @param random ten random bytes */
export function makeId(timeMs: number, random: Uint8Array): Id {
  let hex = Math.max(0, Math.trunc(timeMs)).toString(16).padStart(12, '0').slice(-12);
  random.forEach((byte, index) => {
    const marked = index === 0 ? (byte & 0x0f) | 0x70 : index === 2 ? (byte & 0x3f) | 0x80 : byte;
    hex += marked.toString(16).padStart(2, '0');
  });
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
