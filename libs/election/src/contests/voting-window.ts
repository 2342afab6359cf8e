/** When a contest takes votes. Milliseconds since the epoch; the opening belongs to it, the closing does not. */
export interface VotingWindow {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
}

export type WindowState = 'not-open' | 'open' | 'closed';

/**
 * P9: what counts is when a vote was accepted, never when it was processed. A vote accepted at
 * `atMs` is good when this returns `open`, however late it reaches the count.
 */
export function windowStateAt(window: VotingWindow, atMs: number): WindowState {
  if (atMs < window.opensAtMs) return 'not-open';
  return atMs < window.closesAtMs ? 'open' : 'closed';
}

export const HOUR_MS = 3_600_000;

/** Hours since the epoch: the finest time that is stored about a voter (P6). */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}
