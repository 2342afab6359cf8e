import { END_CAUSES, OVERVOTED } from './ballot-interpretation.ts';
import type { InterpretedBallots } from './ballot-interpretation.ts';

const NONE = -1;

/** Ballots in one candidate's pile that are all worth the same; `ballots` counts them. */
export interface Parcel {
  readonly value: bigint;
  readonly ballots: number;
  readonly head: number;
  readonly tail: number;
}

/** Where ballots went: a parcel for each receiving candidate, and how many ended, by end cause. */
export interface Dealt {
  readonly received: readonly (Parcel | undefined)[];
  readonly ended: readonly number[];
}

/**
 * Who holds which ballot. A pile is a linked list through one array, so moving a ballot costs one write
 * and no memory however many ballots there are; only the ballots of a candidate who loses votes are
 * touched. Values are kept per parcel, never per ballot: what two equal ballots are worth is computed once.
 */
export class Piles {
  private readonly ballots: InterpretedBallots;
  private readonly candidates: number;
  private readonly next: Int32Array;

  constructor(ballots: InterpretedBallots, candidates: number) {
    this.ballots = ballots;
    this.candidates = candidates;
    const groups = ballots.offsets.length - 1;
    this.next = new Int32Array(groups);
    for (let ballot = 0; ballot < groups; ballot += 1) this.next[ballot] = ballot + 1;
    if (groups > 0) this.next[groups - 1] = NONE;
  }

  /** Deals every ballot, at the given value, to its first continuing candidate. */
  dealAll(value: bigint, continuing: Uint8Array): Dealt {
    return this.deal(this.next.length === 0 ? NONE : 0, value, continuing);
  }

  /** Deals the ballots of a parcel, at a new value, to their next continuing candidates. The parcel is spent. */
  move(parcel: Parcel, value: bigint, continuing: Uint8Array): Dealt {
    return this.deal(parcel.head, value, continuing);
  }

  /** One parcel of both, which must be worth the same. Both are spent. */
  join(first: Parcel, second: Parcel): Parcel {
    this.next[first.tail] = second.head;
    return {
      value: first.value,
      ballots: first.ballots + second.ballots,
      head: first.head,
      tail: second.tail,
    };
  }

  private deal(head: number, value: bigint, continuing: Uint8Array): Dealt {
    const { next } = this;
    const { steps, offsets, counts, endCauses } = this.ballots;
    const heads = new Int32Array(this.candidates).fill(NONE);
    const tails = new Int32Array(this.candidates).fill(NONE);
    const sums = new Float64Array(this.candidates);
    const ended = new Float64Array(END_CAUSES.length);
    for (let ballot = head; ballot !== NONE;) {
      const following = next[ballot] as number;
      const end = offsets[ballot + 1] as number;
      const count = counts === undefined ? 1 : (counts[ballot] as number);
      let target = NONE;
      let overvoted = false;
      // Read again from its first step: candidates who are out stay out, and a memory of the position
      // in each ballot costs more (a cache miss) than the few steps it would save.
      for (let position = offsets[ballot] as number; position < end; position += 1) {
        const step = steps[position] as number;
        if (step >= 0) {
          if (continuing[step] === 1) {
            target = step;
            break;
          }
        } else {
          const only = this.onlyContinuing(step, continuing);
          if (only === NONE) continue;
          overvoted = only === OVERVOTE;
          target = overvoted ? NONE : only;
          break;
        }
      }
      if (target !== NONE) {
        const tail = tails[target] as number;
        if (tail === NONE) heads[target] = ballot;
        else next[tail] = ballot;
        tails[target] = ballot;
        sums[target] = (sums[target] as number) + count;
      } else if (offsets[ballot] !== end || endCauses !== undefined) {
        // A packed ballot without choices is blank, and counted as such elsewhere.
        const cause = overvoted ? OVERVOTED : endCauses === undefined ? 0 : (endCauses[ballot] as number);
        ended[cause] = (ended[cause] as number) + count;
      }
      ballot = following;
    }
    return { received: this.parcels(heads, tails, sums, value), ended: Array.from(ended) };
  }

  private parcels(
    heads: Int32Array,
    tails: Int32Array,
    sums: Float64Array,
    value: bigint,
  ): Dealt['received'] {
    return Array.from({ length: this.candidates }, (_, candidate) => {
      const head = heads[candidate] as number;
      if (head === NONE) return undefined;
      const tail = tails[candidate] as number;
      this.next[tail] = NONE;
      return { value, ballots: sums[candidate] as number, head, tail };
    });
  }

  /** The one continuing candidate of an overvote, NONE, or OVERVOTE when several continue. */
  private onlyContinuing(step: number, continuing: Uint8Array): number {
    let only = NONE;
    for (const member of this.ballots.overvotes[-step - 1] as readonly number[]) {
      if (continuing[member] !== 1) continue;
      if (only !== NONE) return OVERVOTE;
      only = member;
    }
    return only;
  }
}

const OVERVOTE = -2;
