// Remembers where the adviser left the window. A small file of numbers beside the caseload; a lost or broken one only
// means the standard size. Whatever is on it, the window always opens where a screen is.

import { readFileSync, writeFileSync } from 'node:fs';

export type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Remembered = { readonly place: Place | null; readonly maximised: boolean };

/** Three columns of the dossier at 14 px; a 1366 × 768 laptop shows it with the task bar. */
export const smallest = { width: 960, height: 600 } as const;
export const standard = { width: 1280, height: 840 } as const;

export function rememberedPlace(file: string, screens: readonly Place[]): Remembered {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return { place: null, maximised: false };
    const record = read as Record<string, unknown>;
    const maximised = record['maximised'] === true;
    const { x, y, width, height } = record;
    if (![x, y, width, height].every(Number.isSafeInteger)) return { place: null, maximised };
    const place = { x, y, width, height } as Place;
    const fits = place.width >= smallest.width && place.height >= smallest.height;
    return { place: fits && screens.some((screen) => titleBarIsOn(place, screen)) ? place : null, maximised };
  } catch {
    return { place: null, maximised: false };
  }
}

export function rememberPlace(file: string, place: Place, maximised: boolean): void {
  try {
    writeFileSync(file, JSON.stringify({ ...place, maximised }));
  } catch {
    // A full disk must not keep the window from closing; next time it has the standard size.
  }
}

/** A window can be moved again when enough of its title bar is on a screen: that screen may be gone since. */
function titleBarIsOn(place: Place, screen: Place): boolean {
  const shown = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  return shown >= 120 && place.y >= screen.y && place.y <= screen.y + screen.height - 40;
}
