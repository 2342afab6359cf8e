import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';

/** What must be there before voters may be told of a law or an election. */
export interface Readiness {
  readonly hasRoll: boolean;
  /** Of an election, in the order in which what is missing is said; undefined for a law. */
  readonly races: readonly ReadyRace[] | undefined;
}

interface ReadyRace {
  readonly regionId: string;
  readonly seats: number;
  /** Candidates who have not withdrawn. */
  readonly standing: number;
}

/** The first thing that is missing, as a refusal; undefined when nothing is. */
export function readinessGap({ hasRoll, races }: Readiness): Refusal | undefined {
  if (!hasRoll) return refused('incomplete', 'It has no roll: load one, so that somebody may vote.');
  if (races === undefined) return undefined;
  if (races.length === 0) return refused('incomplete', 'It has no race.');
  for (const { regionId, seats, standing } of races) {
    if (standing === 0) return refused('incomplete', `Nobody stands in ${regionId}.`);
    if (standing < seats) {
      return refused('incomplete', `${standing} of the candidates in ${regionId} stand, for ${seats} seats.`);
    }
  }
  return undefined;
}
