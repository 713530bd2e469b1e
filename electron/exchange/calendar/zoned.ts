/**
 * Between the time on the wall of a place and an instant. A time on the wall is kept as if it were UTC (milliseconds), so that days and
 * hours can be counted in it; Intl knows the offsets of each zone.
 */

const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

export function wallAt(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Of a time that comes twice the first one; one that is passed over in spring is an hour later. */
export function instantOf(wall: number, zone: string): number {
  const offsetAt = (instant: number): number => wallAt(instant, zone) - instant;
  const [one, other] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)];
  const earlier = Math.min(one, other);
  return wallAt(earlier, zone) === wall ? earlier : Math.max(one, other);
}

/** As Outlook names them (CLDR, windowsZones), those that are likely in the calendar of somebody in the Netherlands. */
const WINDOWS: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': 'Europe/Amsterdam',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kiev',
  'GTB Standard Time': 'Europe/Bucharest',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Morocco Standard Time': 'Africa/Casablanca',
  'SA Western Standard Time': 'America/La_Paz',
  'SA Eastern Standard Time': 'America/Cayenne',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Pacific Standard Time': 'America/Los_Angeles',
  'India Standard Time': 'Asia/Calcutta',
  'China Standard Time': 'Asia/Shanghai',
};

/** A zone that Intl knows, or null. Some calendars put the name of their maker before it. */
export function zoneNamed(name: string): string | null {
  const parts = name.split('/');
  for (const each of [WINDOWS[name], name, parts.slice(-2).join('/'), parts.slice(-3).join('/')]) {
    if (!each) continue;
    try {
      return formatOf(each).resolvedOptions().timeZone;
    } catch {
      // Not this one.
    }
  }
  return null;
}
