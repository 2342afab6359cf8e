import type { Candidate, Contest } from './contest.ts';
import { contestOfSelections } from './selection-counts.ts';
import type { SelectionCount } from './selection-counts.ts';

/** The sides of a law, in the order in which they are shown; their identifiers are what ballots say. */
const LAW_SIDES: readonly Candidate[] = [
  { id: 'oui', name: 'Oui' },
  { id: 'non', name: 'Non' },
];

/** The contest that the ballots on a law make: the first side is the proposal. */
export function lawContest(selections: readonly SelectionCount[]): Contest {
  return contestOfSelections(LAW_SIDES, selections, 1);
}

/** A race as the election office keeps it. */
export interface CountedRace {
  readonly seats: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly firstName: string;
    readonly lastName: string;
    /** Of who withdrew. Ballots cast before it name the candidate, and are read as if nobody stood there. */
    readonly withdrawnAtMs: number | undefined;
  }[];
}

/**
 * The contest that the ballots of a race make.
 *
 * @throws RangeError for a selection that names nobody of the race
 */
export function raceContest(
  { seats, candidates }: CountedRace,
  selections: readonly SelectionCount[],
): Contest {
  return contestOfSelections(
    candidates.map(({ id, firstName, lastName, withdrawnAtMs }) => ({
      id,
      name: `${firstName} ${lastName}`,
      ...(withdrawnAtMs === undefined ? {} : { excluded: true }),
    })),
    selections,
    seats,
  );
}
