import type { ContestPurpose, RollKey } from '@scrutin/election';

/** Why a contest that exists cannot become what a command asks for. */
export function otherPurpose(contest: RollKey, purpose: ContestPurpose): string {
  return purpose === 'real'
    ? `${contest} is there already and is real, for ever: give the rehearsal another identifier.`
    : `${contest} is there already and is a rehearsal, for ever: give the real one another identifier.`;
}
