/** The zone of a contest for which no other zone was chosen. */
export const DEFAULT_TIME_ZONE = 'UTC';

/** `UTC`, or an area and a place. Abbreviations (`EST`) and offsets (`+05:00`) are no zones: they have no rules. */
const NAME = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2})$/;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a time zone of the tz database (IANA), e.g. `America/Toronto`. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. West of Greenwich it is negative.
 *
 * @param timeZone a name for which {@link isTimeZone} is true
 */
export function offsetMsAt(ms: number, timeZone: string): number {
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(ms)) read[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1_000) * 1_000;
}

/**
 * The instants at which the clocks of a zone show a time, in order: usually one, two in an hour that is repeated when
 * the clocks go back, none if the clocks jump over it.
 *
 * @param localMs the time as milliseconds since the epoch, read as if it were UTC
 */
export function instantsAtLocal(localMs: number, timeZone: string): number[] {
  // No zone has changed its clocks twice within two days.
  const offsets = new Set([offsetMsAt(localMs - DAY_MS, timeZone), offsetMsAt(localMs + DAY_MS, timeZone)]);
  return Array.from(offsets, (offset) => localMs - offset)
    .filter((ms) => ms + offsetMsAt(ms, timeZone) === localMs)
    .sort((a, b) => a - b);
}

/**
 * The offset of an instant, e.g. `-04:00`, if the clocks of its zone show the time of this instant twice, so that only
 * the offset says which one it is. Undefined for every other instant.
 */
export function offsetIfShownTwice(ms: number, timeZone: string): string | undefined {
  const offset = offsetMsAt(ms, timeZone);
  return instantsAtLocal(ms + offset, timeZone).length > 1 ? offsetText(offset) : undefined;
}

/** The offsets on both sides of a time at which the clocks of a zone change: before and after, e.g. `-05:00`. */
export function offsetsAround(localMs: number, timeZone: string): readonly [string, string] {
  return [
    offsetText(offsetMsAt(localMs - DAY_MS, timeZone)),
    offsetText(offsetMsAt(localMs + DAY_MS, timeZone)),
  ];
}

/** An offset as RFC 3339 writes it, e.g. `-04:00`, to the minute. */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const pair = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}`;
}

/** The clock of a zone, which says year to second. Making one takes longer than asking it, so they are kept. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  // eslint-disable-next-line no-restricted-globals -- The rules of zones are the tables of the tz database.
  const clock = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
