import type { InterpretedBallots } from '../ballot-interpretation.ts';
import type { Candidate } from '../contest.ts';
import { powerOfTen } from '../decimal.ts';
import { Holdings } from '../holdings.ts';
import { Piles } from '../piles.ts';
import type { ElectionReason } from '../result.ts';
import { RoundLog } from '../round-log.ts';
import type { Tie, TieBreaker } from '../tie-break.ts';
import { chooseEliminated } from './rctab-elimination.ts';
import type { RoundPlan } from './rctab-plan.ts';
import { standingCandidates, winningThreshold } from './rctab-plan.ts';
import { transferSurplus } from './rctab-surplus.ts';
import { chooseElected } from './rctab-winners.ts';
import type { RoundState } from './round-state.ts';

/** The outcome of one pass. */
export interface PassOutcome {
  readonly log: RoundLog;
  readonly winners: readonly number[];
  /** Set when the count stopped at a tie that needs a lot. */
  readonly tie: Tie | undefined;
}

/**
 * One tabulation from the first round to the last, as RCTab 2.0.1 does it. In each round the votes are tallied. If
 * there are winners, their surplus is transferred (in multi-winner modes); otherwise candidates are eliminated and
 * their votes are transferred.
 */
export class RctabPass {
  private readonly plan: RoundPlan;
  private readonly candidates: readonly Candidate[];
  private readonly breaker: TieBreaker;
  private readonly log: RoundLog;
  private readonly standing: readonly number[];
  private readonly continuing: Uint8Array;
  private readonly piles: Piles;
  private readonly holdings: Holdings;
  private readonly winners: number[] = [];
  private readonly losers: number[] = [];
  private threshold = 0n;
  private lastChange: 'elected' | 'eliminated' | 'none' = 'none';

  constructor(
    ballots: InterpretedBallots,
    candidates: readonly Candidate[],
    plan: RoundPlan,
    breaker: TieBreaker,
    pass: number,
  ) {
    this.plan = plan;
    this.candidates = candidates;
    this.breaker = breaker;
    this.log = new RoundLog(candidates, plan.scale, pass);
    this.standing = standingCandidates(candidates);
    this.continuing = new Uint8Array(candidates.length);
    for (const candidate of this.standing) this.continuing[candidate] = 1;
    this.piles = new Piles(ballots, candidates.length);
    this.holdings = new Holdings(candidates.length);
    const one = powerOfTen(plan.scale);
    this.log.exhaust('undervotes', BigInt(ballots.blank) * one);
    const dealt = this.piles.dealAll(one, this.continuing);
    this.holdings.receive(dealt);
    this.log.ended(dealt.ended, one);
  }

  run(): PassOutcome {
    while (this.shouldContinue()) {
      const tie = this.round();
      if (tie !== undefined) return { log: this.log, winners: this.winners, tie };
    }
    return { log: this.log, winners: this.winners, tie: undefined };
  }

  private shouldContinue(): boolean {
    const { plan, winners, losers } = this;
    if (this.log.number >= plan.lastRound) return false;
    if (this.log.number === 0) return true;
    if (this.lastChange === 'none') return false;
    if (this.everyoneElected()) return false;
    if (plan.continueUntilTwo) {
      return losers.length + winners.length + 1 < this.standing.length || this.lastChange === 'eliminated';
    }
    if (plan.mode === 'bottomsUpUsingPercentageThreshold') return winners.length === 0;
    // RCTab adds one round, which shows the effect of the last surplus transfers.
    return winners.length < plan.seats || (plan.usesSurpluses && this.lastChange === 'elected');
  }

  /** Whether there are more seats than candidates and all candidates are elected, which ends the count. */
  private everyoneElected(): boolean {
    const declared = this.candidates.filter(({ undeclaredWriteIns }) => undeclaredWriteIns !== true).length;
    return this.winners.length === declared && this.plan.seats > this.standing.length;
  }

  /** Counts one round. Returns the tie that stopped the count, or undefined. */
  private round(): Tie | undefined {
    const { plan, log } = this;
    const tally = new Map(
      this.standing.flatMap((c): [number, bigint][] =>
        this.continuing[c] === 1 ? [[c, this.holdings.votes(c)]] : [],
      ),
    );
    // The threshold no longer changes once somebody is elected and the count continues.
    const fixed = plan.seats > 1 || plan.firstRoundThreshold || this.winners.length > 0;
    if (log.number === 0 || !fixed) {
      const active = [...tally.values()].reduce((sum, votes) => sum + votes, 0n);
      this.threshold = winningThreshold(plan, active);
    }
    log.open(this.withPastWinners(tally), this.threshold, plan.thresholdScale);
    const state: RoundState = {
      plan,
      candidates: this.candidates,
      tally,
      threshold: this.threshold,
      elected: this.winners.length,
      eliminated: this.losers.length,
      standing: this.standing.length,
      breakTie: (tie) => log.breakTie(tie, this.breaker),
    };
    this.lastChange = 'none';
    const elected = chooseElected(state);
    if ('tie' in elected) return elected.tie;
    if (elected.chosen.length > 0) {
      this.elect(elected.chosen, elected.reason);
      return undefined;
    }
    if (!this.needsElimination() || tally.size === 0) return undefined;
    const eliminated = chooseEliminated(state);
    if ('tie' in eliminated) return eliminated.tie;
    this.lastChange = 'eliminated';
    for (const candidate of eliminated.chosen) {
      this.continuing[candidate] = 0;
      this.losers.push(candidate);
      log.eliminate(candidate, eliminated.reason);
    }
    if (this.shouldContinue()) for (const candidate of eliminated.chosen) this.redistribute(candidate);
    return undefined;
  }

  private needsElimination(): boolean {
    const { plan, winners, losers } = this;
    return (
      winners.length < plan.seats ||
      (plan.continueUntilTwo && losers.length < this.standing.length - 2) ||
      plan.mode === 'bottomsUpUsingPercentageThreshold'
    );
  }

  /** The tally of the result. It includes candidates elected earlier, with what their surplus transfer left them. */
  private withPastWinners(tally: ReadonlyMap<number, bigint>): ReadonlyMap<number, bigint> {
    if (this.plan.seats <= 1 && !this.plan.usesSurpluses) return tally;
    return new Map([...tally, ...this.winners.map((c): [number, bigint] => [c, this.holdings.votes(c)])]);
  }

  private elect(chosen: readonly number[], reason: ElectionReason): void {
    this.lastChange = 'elected';
    for (const candidate of chosen) {
      this.winners.push(candidate);
      this.log.elect(candidate, reason);
      if (!this.plan.continueUntilTwo) this.continuing[candidate] = 0;
    }
    if (!this.plan.usesSurpluses || !this.shouldContinue()) return;
    const final = this.winners.length === this.plan.seats;
    for (const candidate of chosen) {
      transferSurplus({
        candidate,
        final,
        threshold: this.threshold,
        scale: this.plan.scale,
        piles: this.piles,
        holdings: this.holdings,
        continuing: this.continuing,
        log: this.log,
      });
    }
  }

  private redistribute(candidate: number): void {
    this.log.transfer(candidate, 'elimination');
    for (const parcel of this.holdings.release(candidate)) {
      const dealt = this.piles.move(parcel, parcel.value, this.continuing);
      this.holdings.receive(dealt);
      this.log.moved(dealt, parcel.value);
    }
  }
}
