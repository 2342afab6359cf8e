import { localInstantText } from '@scrutin/election';

/** An instant to the minute on the clocks of a zone: `2026-03-01T08:00-05:00`. Seconds are cut off. */
export function instantToMinute(atMs: number, timeZone: string): string {
  const local = localInstantText(atMs, timeZone);
  return `${local.slice(0, 16)}${/(?:Z|[+-]\d{2}:\d{2})$/.exec(local)?.[0] ?? ''}`;
}
