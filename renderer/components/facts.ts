/** The short facts of a dossier's header, in words: hours, days, travel, from when. */
import { DAYS, type Row } from '../../core/domain/concepts.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { optionLabel, shortDay, type Language } from '../../core/domain/words/words.ts';

type Availability = Row<'availability'>;

/** "16–24", "24"; empty when nothing is known. */
export function hoursRange({ hoursMin, hoursMax }: Pick<Availability, 'hoursMin' | 'hoursMax'>): string {
  if (hoursMin === null && hoursMax === null) return '';
  if (hoursMin === null || hoursMax === null || hoursMin === hoursMax) return String(hoursMax ?? hoursMin);
  return `${hoursMin}–${hoursMax}`;
}

/** "ma–do", "ma, wo, vr"; three days or more in a row are a range. */
export function daysText(days: readonly string[] | null, language: Language): string {
  const present = DAYS.map((day) => days?.includes(day) ?? false);
  const runs: [number, number][] = [];
  present.forEach((here, index) => {
    const last = runs.at(-1);
    if (!here) return;
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  });
  const word = (index: number) =>
    DAYS.slice(index, index + 1)
      .map((day) => shortDay(language, day))
      .join('');
  return runs
    .flatMap(([from, to]) =>
      to - from >= 2 ? [`${word(from)}–${word(to)}`] : from === to ? [word(from)] : [word(from), word(to)],
    )
    .join(', ');
}

/** "fiets, 15 km" */
export function travelText(
  {
    transport,
    maxDistanceKm,
    maxTravelMinutes,
  }: Pick<Availability, 'transport' | 'maxDistanceKm' | 'maxTravelMinutes'>,
  language: Language,
): string {
  const means = (transport ?? []).slice(0, 2).map((code) => optionLabel(language, 'availability', 'transport', code));
  const far =
    maxDistanceKm !== null ? `${maxDistanceKm} km` : maxTravelMinutes !== null ? `${maxTravelMinutes} min` : '';
  return [...means, far].filter(Boolean).join(', ');
}

export type AvailableFrom = { when: 'now' } | { when: 'from'; date: string } | { when: 'ended'; date: string };

/** @param today as `2026-11-23` */
export function availableFrom(
  availability: Pick<Availability, 'from' | 'until'> | null,
  today: string,
  language: Language,
): AvailableFrom | null {
  if (availability?.until && availability.until < today)
    return { when: 'ended', date: formatPartialDate(availability.until, language) };
  if (!availability?.from) return null;
  return availability.from <= today
    ? { when: 'now' }
    : { when: 'from', date: formatPartialDate(availability.from, language, 'long') };
}
