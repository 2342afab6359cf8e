import type { InterpretedBallots } from './ballot-interpretation.ts';
import { END_CAUSES, OVERVOTED } from './ballot-interpretation.ts';

const NOBODY = -1;
const SEVERAL = -2;

/** Ballots of one candidate that all have the same value. */
export interface Parcel {
  /** What one of the ballots is worth, in the units of the count. */
  readonly value: bigint;
  /** The number of ballots. */
  readonly ballots: number;
  /** The indices of the ballot groups, in one list for each transfer by which they arrived. */
  readonly members: readonly Int32Array[];
}

/**
 * Where ballots went: a parcel for each candidate who received any, and the number of ballots that ended, by end cause.
 */
export interface Dealt {
  readonly received: readonly (Parcel | undefined)[];
  readonly ended: readonly number[];
}

/**
 * Moves ballots between candidates. Only the ballots of a candidate who loses votes are read. A value belongs to a
 * parcel and not to a ballot, so that it is computed once for all ballots of the parcel. Equal ballots are not grouped
 * beforehand, because the grouping takes as long as a whole count without it.
 */
export class Piles {
  private readonly ballots: InterpretedBallots;
  private readonly candidates: number;
  /** The target of each ballot in the list that is being dealt. It is allocated once, for the largest possible list. */
  private readonly targets: Int16Array;

  constructor(ballots: InterpretedBallots, candidates: number) {
    this.ballots = ballots;
    this.candidates = candidates;
    this.targets = new Int16Array(ballots.offsets.length - 1);
  }

  /** Gives every ballot, at the given value, to its first continuing candidate. */
  dealAll(value: bigint, continuing: Uint8Array): Dealt {
    return this.deal([undefined], value, continuing);
  }

  /** Gives the ballots of a parcel, at a new value, to their next continuing candidates. */
  move(parcel: Parcel, value: bigint, continuing: Uint8Array): Dealt {
    return this.deal(parcel.members, value, continuing);
  }

  /** Deals one list of ballots after the other. An undefined list means every ballot. */
  private deal(lists: readonly (Int32Array | undefined)[], value: bigint, continuing: Uint8Array): Dealt {
    const sums = new Float64Array(this.candidates);
    const ended = new Float64Array(END_CAUSES.length);
    const members = Array.from({ length: this.candidates }, (): Int32Array[] => []);
    for (const list of lists) {
      const sizes = this.findTargets(list, continuing, sums, ended);
      this.splitByTarget(list, sizes).forEach((part, candidate) => {
        if (part.length > 0) members[candidate]?.push(part);
      });
    }
    const received = members.map((parts, candidate) =>
      parts.length === 0 ? undefined : { value, ballots: sums[candidate] as number, members: parts },
    );
    return { received, ended: Array.from(ended) };
  }

  /**
   * Finds the candidate to whom each ballot of a list goes. Adds the ballots to `sums` and `ended`, and returns how
   * many ballot groups each candidate receives.
   */
  private findTargets(
    list: Int32Array | undefined,
    continuing: Uint8Array,
    sums: Float64Array,
    ended: Float64Array,
  ): Int32Array {
    const { targets } = this;
    const { steps, offsets, counts, endCauses } = this.ballots;
    const sizes = new Int32Array(this.candidates);
    const length = list === undefined ? targets.length : list.length;
    for (let index = 0; index < length; index += 1) {
      const ballot = list === undefined ? index : (list[index] as number);
      const start = offsets[ballot] as number;
      const end = offsets[ballot + 1] as number;
      let target = NOBODY;
      // Start from the first step each time. Candidates who are out stay out, and remembering a position in each
      // ballot costs more than the few steps that it would save.
      for (let position = start; position < end && target === NOBODY; position += 1) {
        const step = steps[position] as number;
        if (step < 0) target = this.onlyContinuing(step, continuing);
        else if (continuing[step] === 1) target = step;
      }
      targets[index] = target;
      const count = counts === undefined ? 1 : (counts[ballot] as number);
      if (target >= 0) {
        sizes[target] = (sizes[target] as number) + 1;
        sums[target] = (sums[target] as number) + count;
      } else if (start !== end || endCauses !== undefined) {
        // A packed ballot without choices is blank, and blank ballots are counted by the interpretation.
        const byRanks = endCauses === undefined ? 0 : (endCauses[ballot] as number);
        const cause = target === SEVERAL ? OVERVOTED : byRanks;
        ended[cause] = (ended[cause] as number) + count;
      }
    }
    return sizes;
  }

  /** Splits a list by the targets that were found: one part for each candidate, all in the same array. */
  private splitByTarget(list: Int32Array | undefined, sizes: Int32Array): Int32Array[] {
    const { targets } = this;
    const starts = new Int32Array(sizes.length);
    let total = 0;
    sizes.forEach((size, candidate) => {
      starts[candidate] = total;
      total += size;
    });
    const sorted = new Int32Array(total);
    const free = starts.slice();
    const length = list === undefined ? targets.length : list.length;
    for (let index = 0; index < length; index += 1) {
      const target = targets[index] as number;
      if (target < 0) continue;
      const place = free[target] as number;
      sorted[place] = list === undefined ? index : (list[index] as number);
      free[target] = place + 1;
    }
    return Array.from(starts, (start, candidate) => sorted.subarray(start, free[candidate]));
  }

  /** The only continuing candidate of an overvote; NOBODY if there is none, SEVERAL if there are more. */
  private onlyContinuing(step: number, continuing: Uint8Array): number {
    let only = NOBODY;
    for (const member of this.ballots.overvotes[-step - 1] as readonly number[]) {
      if (continuing[member] !== 1) continue;
      if (only !== NOBODY) return SEVERAL;
      only = member;
    }
    return only;
  }
}

/** Joins two parcels into one. Their values must be equal. */
export function joinParcels(first: Parcel, second: Parcel): Parcel {
  return {
    value: first.value,
    ballots: first.ballots + second.ballots,
    members: [...first.members, ...second.members],
  };
}
