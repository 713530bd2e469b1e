/** The day on the adviser's own calendar, `2026-11-23`. */
export function localDay(now: number): string {
  const day = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
