/** Lines of a laptop's own audit log, chained as a laptop chains them. */
import { createHash } from 'node:crypto';
import type { Laptop } from './laptop.ts';

export type LaptopDeed = {
  readonly action: string;
  readonly dossier?: string | null;
  readonly at?: number;
  readonly detail?: unknown;
};

/** From the first line of its log on; `breaks` is the number of a line that was changed after it was written. */
export function auditLines(laptop: Laptop, deeds: readonly LaptopDeed[], breaks?: number) {
  let previous = '0'.repeat(64);
  return deeds.map(({ action, dossier = null, at = Date.now(), detail = {} }, index) => {
    const { person: actor, device } = laptop.state;
    const line = { number: index + 1, at, actor, device, action, dossier, detail: JSON.stringify(detail), previous };
    const text = [line.number, at, actor, device, action, dossier, line.detail, previous];
    const hash = createHash('sha256').update(JSON.stringify(text)).digest('hex');
    previous = hash;
    return { ...line, ...(index + 1 === breaks ? { action: 'lock' } : {}), hash };
  });
}
