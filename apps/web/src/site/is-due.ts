import type { LawBody } from '@scrutin/contracts/public';

/** A contest as far as it opens and closes. */
export interface TimedContest {
  readonly state: LawBody['state'];
  readonly opensAt: string;
  readonly closesAt: string;
}

/**
 * Whether a contest that has not opened should be open by now, or an open one closed. What the page knows of it is then
 * old. After an extension the same contest is open with a later closing.
 *
 * @param now the clock of the server in milliseconds
 */
export function isDue({ state, opensAt, closesAt }: TimedContest, now: number): boolean {
  if (state === 'closed') return false;
  return now >= Date.parse(state === 'open' ? closesAt : opensAt);
}
