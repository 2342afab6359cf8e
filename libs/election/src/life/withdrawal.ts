import type { ActOutcome } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { Candidate } from '../contests/candidate.ts';
import type { VotingWindow } from '../contests/voting-window.ts';
import type { ContestState } from './lifecycle.ts';
import { EFFECT_MARGIN_MS } from './lifecycle.ts';

/**
 * Whether a withdrawal may be taken back at `nowMs`: only while no ballot can have been accepted after it took effect.
 * So it must still be to take effect, or the voting must still be to open. A process may use a catalogue that is two
 * seconds old, and a ballot may be under way that nobody has counted; after that time nobody can say that there is none.
 *
 * @returns the time by which every process must know that the candidate stands again
 */
export function undoOfWithdrawal(
  { id, withdrawnAtMs }: Pick<Candidate, 'id' | 'withdrawnAtMs'>,
  state: ContestState,
  { opensAtMs }: VotingWindow,
  nowMs: number,
): ActOutcome<number> {
  if (withdrawnAtMs === undefined) {
    return refused('state-forbids', {
      fr: `La candidature ${id} n’est pas retirée.`,
      en: `The candidate ${id} has not withdrawn.`,
    });
  }
  const decidesAtMs = Math.max(withdrawnAtMs, opensAtMs);
  return (state === 'scheduled' || state === 'open') && decidesAtMs - nowMs >= EFFECT_MARGIN_MS
    ? { ok: true, value: decidesAtMs }
    : refused('state-forbids', {
        fr: `Le retrait de ${id} a pris effet pendant le vote, ou va le faire : des bulletins ont pu être acceptés depuis, et il ne s’annule plus.`,
        en: `The withdrawal of ${id} has taken effect during the voting, or is about to: ballots may have been accepted since, and it can no longer be taken back.`,
      });
}
