import type { Law } from '@scrutin/election';
import { contestState } from '@scrutin/election';

/**
 * Why the counts of a law or an election may not be shown yet, even if the login of the database could read them;
 * undefined when they may. The admin API has the same rule.
 */
export function withheldProblem(
  { window, status, resultsVisibility }: Pick<Law, 'window' | 'status' | 'resultsVisibility'>,
  nowMs: number,
): string | undefined {
  if (resultsVisibility === 'live') return undefined;
  const state = contestState(status, window, nowMs);
  if (state === 'closed' || state === 'certified') return undefined;
  const closesAt = new Date(window.closesAtMs).toISOString();
  return `its results show after the closing, at ${closesAt}: until then they are withheld`;
}
