import type { BallotGroups } from './ballot-groups.ts';
import { groupByBeginning } from './ballot-groups.ts';
import type { InterpretedBallots } from './ballot-interpretation.ts';
import { END_CAUSES, OVERVOTED } from './ballot-interpretation.ts';

const NOBODY = -1;
const SEVERAL = -2;

/** Some of the ballots, or of the groups of ballots, of a count. */
export interface BallotList {
  readonly source: InterpretedBallots;
  /** Indices of `source`; undefined for all of it. */
  readonly indices: Int32Array | undefined;
}

/** Ballots of one candidate that all have the same value. */
export interface Parcel {
  /** What one of the ballots is worth, in the units of the count. */
  readonly value: bigint;
  /** The number of ballots. */
  readonly ballots: number;
  /** One list for each transfer by which they arrived, or two if some of the ballots are not in a group. */
  readonly members: readonly BallotList[];
}

/**
 * Where ballots went: a parcel for each candidate who received any, and the number of ballots that ended, by end cause.
 */
export interface Dealt {
  readonly received: readonly (Parcel | undefined)[];
  readonly ended: readonly number[];
}

/** A deal that is being made. */
interface Deal {
  readonly continuing: Uint8Array;
  readonly sums: Float64Array;
  readonly ended: Float64Array;
  readonly members: readonly BallotList[][];
}

/**
 * Moves ballots between candidates. Only the ballots of a candidate who loses votes are read. A value belongs to a
 * parcel and not to a ballot, so that it is computed once for all ballots of the parcel. Many single ballots are grouped
 * by their beginnings, and a group is taken apart when none of its candidates continues.
 */
export class Piles {
  private readonly ballots: InterpretedBallots;
  private readonly candidates: number;
  private readonly grouped: BallotGroups | undefined;
  /** The target of each item in the list that is being dealt. It grows to the length of the longest list. */
  private targets = new Int16Array(0);

  /** @param most as for {@link groupByBeginning} */
  constructor(ballots: InterpretedBallots, candidates: number, most?: number) {
    this.ballots = ballots;
    this.candidates = candidates;
    this.grouped = groupByBeginning(ballots, candidates, most);
  }

  /** Gives every ballot, at the given value, to its first continuing candidate. */
  dealAll(value: bigint, continuing: Uint8Array): Dealt {
    const source = this.grouped?.groups ?? this.ballots;
    return this.dealLists([{ source, indices: undefined }], value, continuing);
  }

  /** Gives the ballots of a parcel, at a new value, to their next continuing candidates. */
  move(parcel: Parcel, value: bigint, continuing: Uint8Array): Dealt {
    return this.dealLists(parcel.members, value, continuing);
  }

  private dealLists(lists: readonly BallotList[], value: bigint, continuing: Uint8Array): Dealt {
    const deal: Deal = {
      continuing,
      sums: new Float64Array(this.candidates),
      ended: new Float64Array(END_CAUSES.length),
      members: Array.from({ length: this.candidates }, (): BallotList[] => []),
    };
    const passed: number[] = [];
    for (const list of lists) this.dealList(list, deal, passed);
    if (this.grouped !== undefined && passed.length > 0) {
      this.dealList({ source: this.ballots, indices: this.grouped.ballotsOf(passed) }, deal, passed);
    }
    const received = deal.members.map((parts, candidate) =>
      parts.length === 0 ? undefined : { value, ballots: deal.sums[candidate] as number, members: parts },
    );
    return { received, ended: Array.from(deal.ended) };
  }

  /** Deals a list. Adds to `passed` the groups that must be taken apart, as only the rest of their ballots can count. */
  private dealList(list: BallotList, deal: Deal, passed: number[]): void {
    const length = list.indices?.length ?? list.source.offsets.length - 1;
    if (length > this.targets.length) this.targets = new Int16Array(length);
    const sizes = this.findTargets(list, length, deal, passed);
    this.splitByTarget(list.indices, length, sizes).forEach((indices, candidate) => {
      if (indices.length > 0) deal.members[candidate]?.push({ source: list.source, indices });
    });
  }

  /**
   * Finds the candidate to whom each item of a list goes. Adds the ballots to `sums` and `ended` of the deal, and the
   * groups that must be taken apart to `passed`, and returns how many items each candidate receives.
   */
  private findTargets(
    { source, indices }: BallotList,
    length: number,
    deal: Deal,
    passed: number[],
  ): Int32Array {
    const { targets, grouped } = this;
    const { continuing, sums, ended } = deal;
    const { steps, offsets, counts, endCauses } = source;
    const isGrouped = source === grouped?.groups;
    const sizes = new Int32Array(this.candidates);
    for (let index = 0; index < length; index += 1) {
      const ballot = indices === undefined ? index : (indices[index] as number);
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
      } else if (isGrouped && grouped.hasMore(ballot)) {
        passed.push(ballot);
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
  private splitByTarget(indices: Int32Array | undefined, length: number, sizes: Int32Array): Int32Array[] {
    const { targets } = this;
    const starts = new Int32Array(sizes.length);
    let total = 0;
    sizes.forEach((size, candidate) => {
      starts[candidate] = total;
      total += size;
    });
    const sorted = new Int32Array(total);
    const free = starts.slice();
    for (let index = 0; index < length; index += 1) {
      const target = targets[index] as number;
      if (target < 0) continue;
      const place = free[target] as number;
      sorted[place] = indices === undefined ? index : (indices[index] as number);
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
