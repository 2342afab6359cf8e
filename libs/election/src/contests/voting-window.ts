/**
 * The time in which a contest takes votes, from the opening to just before the closing. Milliseconds since the epoch.
 */
export interface VotingWindow {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
}

export type WindowState = 'not-open' | 'open' | 'closed';

/**
 * Whether a time is within a window. The time of acceptance of a vote decides, never the time at which it is processed
 * (P9): a vote that was accepted at `atMs` is in time if this returns `open`, however late it is counted.
 */
export function windowStateAt(window: VotingWindow, atMs: number): WindowState {
  if (atMs < window.opensAtMs) return 'not-open';
  return atMs < window.closesAtMs ? 'open' : 'closed';
}

export const HOUR_MS = 3_600_000;

/** The hours since the epoch. No finer time is stored about a voter (P6). */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}
