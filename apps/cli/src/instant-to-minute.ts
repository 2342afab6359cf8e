import { instantText } from '@scrutin/election';

/** An instant to the minute, in UTC: `2026-03-01T13:00Z`. Seconds are cut off. `atMs` is in milliseconds. */
export function instantToMinute(atMs: number): string {
  return `${instantText(atMs).slice(0, 16)}Z`;
}
