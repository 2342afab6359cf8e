import type { InterpretedBallots } from '../ballot-interpretation.ts';
import type { Candidate } from '../contest.ts';
import { powerOfTen } from '../decimal.ts';
import { Holdings, worth } from '../holdings.ts';
import { Piles } from '../piles.ts';
import { RoundLog } from '../round-log.ts';

/**
 * Computes the new value of a transferred ballot from its value, and the surplus and the total votes of its candidate.
 */
export type TransferValue = (value: bigint, surplus: bigint, votes: bigint) => bigint;

/**
 * The state of a count by the weighted inclusive Gregory method, which transfers every ballot of an elected candidate
 * at a reduced value. What is lost to the rounding of values is shown as residual surplus.
 */
export class GregoryCount {
  readonly log: RoundLog;
  /** In the order of election. */
  readonly elected: number[] = [];
  /** The number of valid ballots, which are those that counted for a candidate in the first round. */
  readonly valid: bigint;
  private readonly continuing: Uint8Array;
  private readonly piles: Piles;
  private readonly holdings: Holdings;
  private readonly one: bigint;

  constructor(ballots: InterpretedBallots, candidates: readonly Candidate[], scale: number) {
    this.log = new RoundLog(candidates, scale);
    this.continuing = Uint8Array.from(candidates, (candidate) => (candidate.excluded === true ? 0 : 1));
    this.piles = new Piles(ballots, candidates.length);
    this.holdings = new Holdings(candidates.length);
    this.one = powerOfTen(scale);
    const dealt = this.piles.dealAll(this.one, this.continuing);
    this.holdings.receive(dealt);
    this.log.exhaust('undervotes', BigInt(ballots.blank) * this.one);
    this.log.ended(dealt.ended, this.one);
    this.valid = this.hopeful().reduce((sum, c) => sum + this.holdings.votes(c), 0n) / this.one;
  }

  /** The candidates who are neither elected nor excluded, in the order of the contest. */
  hopeful(): number[] {
    return [...this.continuing.keys()].filter((candidate) => this.continuing[candidate] === 1);
  }

  votes(candidate: number): bigint {
    return this.holdings.votes(candidate);
  }

  open(threshold: bigint): void {
    const shown = [...this.hopeful(), ...this.elected];
    this.log.open(new Map(shown.map((candidate) => [candidate, this.votes(candidate)])), threshold);
  }

  elect(candidate: number, reason: 'reached-threshold' | 'as-many-candidates-as-seats'): void {
    this.continuing[candidate] = 0;
    this.elected.push(candidate);
    this.log.elect(candidate, reason);
  }

  electAll(): void {
    for (const candidate of this.hopeful()) this.elect(candidate, 'as-many-candidates-as-seats');
  }

  exclude(candidate: number, reason: 'fewest-votes' | 'lost-tie' | 'cannot-win'): void {
    this.continuing[candidate] = 0;
    this.log.eliminate(candidate, reason);
  }

  /** Transfers all votes of an excluded candidate, each ballot at its present value. */
  transferVotes(candidate: number): void {
    this.log.transfer(candidate, 'elimination');
    for (const parcel of this.holdings.release(candidate)) this.deal(parcel, parcel.value);
  }

  /** Transfers the surplus of an elected candidate, who keeps the quota. */
  transferSurplus(candidate: number, quota: bigint, transferValue: TransferValue): void {
    const votes = this.votes(candidate);
    const surplus = votes - quota;
    let transferred = 0n;
    this.log.transfer(candidate, 'surplus');
    for (const parcel of this.holdings.release(candidate)) {
      const value = transferValue(parcel.value, surplus, votes);
      if (value === 0n) continue;
      transferred += worth({ ...parcel, value });
      this.deal(parcel, value);
    }
    this.log.exhaust('residualSurplus', surplus - transferred);
    this.holdings.keep(candidate, quota);
  }

  private deal(parcel: Parameters<Piles['move']>[0], value: bigint): void {
    const dealt = this.piles.move(parcel, value, this.continuing);
    this.holdings.receive(dealt);
    this.log.moved(dealt, value);
  }
}

/** All candidates who share the most votes, or the fewest. */
export function extremes(
  candidates: readonly number[],
  votesOf: (candidate: number) => bigint,
  end: 'most' | 'fewest',
): number[] {
  const votes = candidates.map(votesOf);
  const better = (a: bigint, b: bigint): bigint => (end === 'most' ? (b > a ? b : a) : b < a ? b : a);
  const [first, ...rest] = votes;
  if (first === undefined) return [];
  const best = rest.reduce(better, first);
  return candidates.filter((_, index) => votes[index] === best);
}
