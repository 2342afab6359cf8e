import { END_CAUSES, OVERVOTED } from './ballot-interpretation.ts';
import type { InterpretedBallots } from './ballot-interpretation.ts';

const NOBODY = -1;
const SEVERAL = -2;

/** Ballots in one candidate's pile that are all worth the same; `ballots` counts them. */
export interface Parcel {
  readonly value: bigint;
  readonly ballots: number;
  /** Which groups of ballots, in lists as they came. */
  readonly members: readonly Int32Array[];
}

/** Where ballots went: a parcel for each receiving candidate, and how many ended, by end cause. */
export interface Dealt {
  readonly received: readonly (Parcel | undefined)[];
  readonly ended: readonly number[];
}

/**
 * Moves ballots between candidates. Only the ballots of a candidate who loses votes are touched. Values
 * are kept per parcel, never per ballot: what two equal ballots are worth is computed once. Grouping equal
 * ballots beforehand is not worth its time: it costs as much as a whole count of them ungrouped.
 */
export class Piles {
  private readonly ballots: InterpretedBallots;
  private readonly candidates: number;
  /** To whom each ballot of the list in hand goes; made once, as large as the largest list. */
  private readonly targets: Int16Array;

  constructor(ballots: InterpretedBallots, candidates: number) {
    this.ballots = ballots;
    this.candidates = candidates;
    this.targets = new Int16Array(ballots.offsets.length - 1);
  }

  /** Deals every ballot, at the given value, to its first continuing candidate. */
  dealAll(value: bigint, continuing: Uint8Array): Dealt {
    return this.deal([undefined], value, continuing);
  }

  /** Deals the ballots of a parcel, at a new value, to their next continuing candidates. */
  move(parcel: Parcel, value: bigint, continuing: Uint8Array): Dealt {
    return this.deal(parcel.members, value, continuing);
  }

  /** The lists dealt one after the other; an undefined list is every ballot. */
  private deal(lists: readonly (Int32Array | undefined)[], value: bigint, continuing: Uint8Array): Dealt {
    const sums = new Float64Array(this.candidates);
    const ended = new Float64Array(END_CAUSES.length);
    const members = Array.from({ length: this.candidates }, (): Int32Array[] => []);
    for (const list of lists) {
      const sizes = this.aim(list, continuing, sums, ended);
      this.sort(list, sizes).forEach((part, candidate) => {
        if (part.length > 0) members[candidate]?.push(part);
      });
    }
    const received = members.map((parts, candidate) =>
      parts.length === 0 ? undefined : { value, ballots: sums[candidate] as number, members: parts },
    );
    return { received, ended: Array.from(ended) };
  }

  /** Finds the target of each ballot of a list; adds up the ballots, and returns how many groups each gets. */
  private aim(
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
      // Read again from the first step: candidates who are out stay out, and a memory of the position
      // in each ballot costs more than the few steps it would save.
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
        // A packed ballot without choices is blank, and counted as such elsewhere.
        const byRanks = endCauses === undefined ? 0 : (endCauses[ballot] as number);
        const cause = target === SEVERAL ? OVERVOTED : byRanks;
        ended[cause] = (ended[cause] as number) + count;
      }
    }
    return sizes;
  }

  /** Splits a list by the targets just found: a part for each candidate, all in one array. */
  private sort(list: Int32Array | undefined, sizes: Int32Array): Int32Array[] {
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

  /** The one continuing candidate of an overvote, NOBODY, or SEVERAL. */
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

/** One parcel of both, which must be worth the same. */
export function joinParcels(first: Parcel, second: Parcel): Parcel {
  return {
    value: first.value,
    ballots: first.ballots + second.ballots,
    members: [...first.members, ...second.members],
  };
}
