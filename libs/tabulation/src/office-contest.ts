import type { Candidate, Contest } from './contest.ts';
import type { SelectionCount } from './selection-counts.ts';
import { contestOfSelections } from './selection-counts.ts';
import type { UncontestedRule } from './tabulate-race.ts';

/** The two choices of a law, in the order in which they are shown. Their identifiers are the selections of ballots. */
const LAW_SIDES: readonly Candidate[] = [
  { id: 'oui', name: 'Oui' },
  { id: 'non', name: 'Non' },
];

/** The contest of a law with these ballots. The first choice, `oui`, is the proposal. */
export function lawContest(selections: readonly SelectionCount[]): Contest {
  return contestOfSelections(LAW_SIDES, selections, 1);
}

/** What a count needs to know about a race. */
export interface CountedRace {
  readonly seats: number;
  /** What happens if no more candidates stand than there are seats. `acclaim` if nobody decided. */
  readonly uncontested?: UncontestedRule | undefined;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    /**
     * The time of withdrawal, for a candidate who withdrew. Ballots cast before that time may name the candidate; they
     * are counted as if that rank were not there.
     */
    readonly withdrawnAtMs: number | undefined;
  }[];
}

/**
 * The contest of a race with these ballots.
 *
 * @throws RangeError for a selection that names somebody who is not a candidate of the race
 */
export function raceContest(
  { seats, candidates }: CountedRace,
  selections: readonly SelectionCount[],
): Contest {
  return contestOfSelections(
    candidates.map(({ id, name, withdrawnAtMs }) => ({
      id,
      name,
      ...(withdrawnAtMs === undefined ? {} : { excluded: true }),
    })),
    selections,
    seats,
  );
}
