import type { InterpretedBallots } from './ballot-interpretation.ts';

/** Room for the numbers of all beginnings. With 10 candidates it is enough for five ranks, with 20 for four. */
const MOST_BEGINNINGS = 1 << 18;

/**
 * Ballots that are grouped by their first few ranks. Hardly any two of millions of rankings are equal, but many begin in
 * the same way, and the rest of a ballot counts only when all of these candidates are out. So most of a count is done
 * with some ten thousand groups.
 */
export interface BallotGroups {
  /** The groups, with the common beginnings of their ballots as steps. Blank ballots are in none. */
  readonly groups: InterpretedBallots;
  /** Whether the ballots of a group have more steps than it shows. */
  hasMore(group: number): boolean;
  /** The ballots of some groups, in rising order, as indices of the ballots that were grouped. */
  ballotsOf(groups: readonly number[]): Int32Array;
}

/**
 * Groups packed ballots by their beginnings.
 *
 * @param most how many beginnings there may be, so that the grouping is worth it
 * @returns undefined for ballots that are grouped otherwise, that end for several causes, or that are fewer than `most`
 */
export function groupByBeginning(
  ballots: InterpretedBallots,
  candidates: number,
  most = MOST_BEGINNINGS,
): BallotGroups | undefined {
  const { offsets, counts, endCauses } = ballots;
  const length = offsets.length - 1;
  const radix = candidates + 1;
  let ranks = 0;
  while (radix ** (ranks + 1) <= most) ranks += 1;
  if (counts !== undefined || endCauses !== undefined || length < most || ranks < 2) return undefined;
  const beginnings = new Beginnings(radix, ranks);
  const sizes = new Uint32Array(2 * beginnings.longer);
  const numbers = beginnings.numbersOf(ballots, sizes);
  return groupsOf(ballots, beginnings, numbers, sizes);
}

/** Numbers the beginnings of ballots: the candidates of the first ranks are the digits, and 0 is for an empty rank. */
class Beginnings {
  readonly radix: number;
  readonly ranks: number;
  /** A ballot with more ranks has its number above this one. */
  readonly longer: number;

  constructor(radix: number, ranks: number) {
    this.radix = radix;
    this.ranks = ranks;
    this.longer = radix ** ranks;
  }

  /** The number of each ballot's beginning. Counts the ballots of each number in `sizes`. */
  numbersOf({ steps, offsets }: InterpretedBallots, sizes: Uint32Array): Int32Array {
    const { radix, ranks, longer } = this;
    const numbers = new Int32Array(offsets.length - 1);
    let start = 0;
    for (let ballot = 0; ballot < numbers.length; ballot += 1) {
      const end = offsets[ballot + 1] as number;
      let number = 0;
      if (start + ranks <= steps.length) {
        // Without a branch that depends on the length of the ballot, which the processor would often predict wrongly.
        for (let at = start; at < start + ranks; at += 1) {
          number = number * radix + (((steps[at] as number) + 1) & ((at - end) >> 31));
        }
      } else {
        for (let at = start; at < start + ranks; at += 1) {
          number = number * radix + (at < end ? (steps[at] as number) + 1 : 0);
        }
      }
      number += longer & ((start + ranks - end) >> 31);
      numbers[ballot] = number;
      sizes[number] = (sizes[number] as number) + 1;
      start = end;
    }
    return numbers;
  }

  /** The candidates of the first ranks. */
  candidatesOf(number: number): number[] {
    const found: number[] = [];
    for (let rest = number % this.longer; rest > 0; rest = Math.floor(rest / this.radix)) {
      const digit = rest % this.radix;
      if (digit > 0) found.push(digit - 1);
    }
    return found.reverse();
  }
}

function groupsOf(
  ballots: InterpretedBallots,
  beginnings: Beginnings,
  numbers: Int32Array,
  sizes: Uint32Array,
): BallotGroups {
  const numberOf: number[] = [];
  // Number 0 is for blank ballots.
  for (let number = 1; number < sizes.length; number += 1) if (sizes[number] !== 0) numberOf.push(number);
  const steps: number[] = [];
  const offsets = new Uint32Array(numberOf.length + 1);
  for (const [group, number] of numberOf.entries()) {
    steps.push(...beginnings.candidatesOf(number));
    offsets[group + 1] = steps.length;
  }
  const counts = Uint32Array.from(numberOf, (number) => sizes[number] as number);
  return {
    groups: { ...ballots, steps: Int16Array.from(steps), offsets, counts },
    hasMore: (group) => (numberOf[group] as number) >= beginnings.longer,
    ballotsOf(groups) {
      const isWanted = new Uint8Array(sizes.length);
      let size = 0;
      for (const group of groups) {
        isWanted[numberOf[group] as number] = 1;
        size += counts[group] as number;
      }
      const list = new Int32Array(size);
      let place = 0;
      for (let ballot = 0; place < size; ballot += 1) {
        if (isWanted[numbers[ballot] as number] === 0) continue;
        list[place] = ballot;
        place += 1;
      }
      return list;
    },
  };
}
