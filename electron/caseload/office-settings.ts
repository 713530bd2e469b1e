/** What the organisation wants of this laptop, as the last pull said it. It is only ever stricter than what the adviser chose. */
import { officeSettings, type OfficeSettings } from '../../core/sync/protocol.ts';
import type { Reader, Writer } from './database.ts';
import { readSetting, writeSetting } from './stores.ts';

const NAME = 'sync.settings';

export const officeSettingsOf = (db: Reader): OfficeSettings => readSetting(db, NAME, officeSettings) ?? {};

export function keepOfficeSettings(tx: Writer, settings: OfficeSettings): void {
  if (JSON.stringify(officeSettingsOf(tx)) !== JSON.stringify(settings)) writeSetting(tx, NAME, settings);
}

/** The minutes until an untouched laptop locks: what the adviser chose, or fewer. */
export const strictestMinutes = (chosen: number, { idleMinutes }: OfficeSettings): number =>
  Math.min(chosen, idleMinutes ?? Infinity);
