import { END_CAUSES } from './ballot-interpretation.ts';
import type { Candidate } from './contest.ts';
import { formatUnits } from './decimal.ts';
import type { Dealt } from './piles.ts';
import type {
  BrokenTie,
  Election,
  ElectionReason,
  Elimination,
  EliminationReason,
  InactiveCause,
  Round,
  TieMethod,
  Transfer,
  UnresolvedTie,
} from './result.ts';
import { INACTIVE_CAUSES, TO_EXHAUSTED, TO_RESIDUAL } from './result.ts';
import type { ChosenBy, Tie, TieBreaker } from './tie-break.ts';

type Inactive = Record<InactiveCause, bigint>;

interface OpenTransfer {
  readonly from: number;
  readonly kind: Transfer['kind'];
  readonly to: Map<string, bigint>;
}

interface OpenRound {
  readonly pass: number;
  readonly number: number;
  readonly tally: Map<number, bigint>;
  threshold: string | undefined;
  readonly inactive: Inactive;
  readonly elected: Election[];
  readonly eliminated: Elimination[];
  readonly transfers: OpenTransfer[];
  readonly ties: BrokenTie[];
  keepFactors: ReadonlyMap<number, bigint> | undefined;
}

/**
 * Records the rounds of a count while it runs. Candidates are indices, and votes are in units of 10^-scale. The log
 * also keeps the inactive votes, by cause, from round to round.
 */
export class RoundLog {
  readonly scale: number;
  /** The tallies of all rounds, the open one included, for ties that earlier rounds decide. */
  readonly tallies: Map<number, bigint>[] = [];
  readonly inactive: Inactive = noneInactive();
  private readonly candidates: readonly Candidate[];
  private readonly pass: number;
  private readonly rounds: OpenRound[] = [];
  private lotAmong: readonly number[] | undefined;

  constructor(candidates: readonly Candidate[], scale: number, pass = 1) {
    this.candidates = candidates;
    this.scale = scale;
    this.pass = pass;
  }

  id(candidate: number): string {
    return (this.candidates[candidate] as Candidate).id;
  }

  get number(): number {
    return this.rounds.length;
  }

  /** Opens the next round with these votes. Its inactive votes are those of the count so far. */
  open(tally: ReadonlyMap<number, bigint>, threshold?: bigint, thresholdScale = this.scale): void {
    this.rounds.push({
      pass: this.pass,
      number: this.rounds.length + 1,
      tally: new Map(tally),
      threshold: threshold === undefined ? undefined : formatUnits(threshold, thresholdScale),
      inactive: { ...this.inactive },
      elected: [],
      eliminated: [],
      transfers: [],
      ties: [],
      keepFactors: undefined,
    });
    this.tallies.push(new Map(tally));
  }

  /** Records the keep factors of Meek's method in the open round. */
  keepFactors(factors: ReadonlyMap<number, bigint>): void {
    this.current.keepFactors = factors;
  }

  elect(candidate: number, reason: ElectionReason): void {
    this.current.elected.push({ candidate: this.id(candidate), reason });
  }

  eliminate(candidate: number, reason: EliminationReason): void {
    this.current.eliminated.push({ candidate: this.id(candidate), reason });
  }

  /** Begins a transfer of one candidate's votes in the open round. */
  transfer(from: number, kind: Transfer['kind']): void {
    this.current.transfers.push({ from, kind, to: new Map() });
  }

  /** Records in the last transfer where the ballots of a parcel went, and which of them are inactive from now on. */
  moved(dealt: Dealt, value: bigint): void {
    dealt.received.forEach((parcel, candidate) => {
      if (parcel !== undefined) this.add(this.id(candidate), parcel.value * BigInt(parcel.ballots));
    });
    this.ended(dealt.ended, value);
  }

  /** Records ballots that ended. `counts` has their number by end cause; each of them has the same value. */
  ended(counts: readonly number[], value: bigint): void {
    counts.forEach((count, cause) => {
      this.exhaust(END_CAUSES[cause] as InactiveCause, BigInt(count) * value);
    });
  }

  /** Records votes that count for nobody from now on. */
  exhaust(cause: InactiveCause, votes: bigint): void {
    if (votes === 0n) return;
    this.inactive[cause] += votes;
    if (this.rounds.length > 0 && this.current.transfers.length > 0) {
      this.add(cause === 'residualSurplus' ? TO_RESIDUAL : TO_EXHAUSTED, votes);
    }
  }

  /** Breaks a tie and records it in the open round. Returns undefined if the tie needs a lot that was not given. */
  breakTie(tie: Tie, breaker: TieBreaker): number | undefined {
    const choice = breaker(tie, this.tallies.slice(0, -1));
    if ('needsLot' in choice) {
      this.lotAmong = choice.needsLot;
      return undefined;
    }
    this.current.ties.push({
      purpose: tie.purpose,
      candidates: tie.tied.map((candidate) => this.id(candidate)),
      chosen: this.id(choice.chosen),
      method: this.method(choice.method),
    });
    return choice.chosen;
  }

  /** The tie at which the count stopped. It must be the last one that {@link breakTie} was asked to break. */
  unresolved(tie: Tie): UnresolvedTie {
    return {
      purpose: tie.purpose,
      candidates: tie.tied.map((candidate) => this.id(candidate)),
      among: (this.lotAmong ?? tie.tied).map((candidate) => this.id(candidate)),
    };
  }

  /** The recorded rounds in the form of a result. */
  toRounds(): Round[] {
    return this.rounds.map((round) => ({
      pass: round.pass,
      number: round.number,
      tally: this.texts(round.tally),
      ...(round.threshold === undefined ? {} : { threshold: round.threshold }),
      inactive: Object.fromEntries(
        INACTIVE_CAUSES.map((cause) => [cause, this.text(round.inactive[cause])]),
      ) as Round['inactive'],
      elected: round.elected,
      eliminated: round.eliminated,
      transfers: round.transfers.map(({ from, kind, to }) => ({
        from: this.id(from),
        kind,
        to: Object.fromEntries([...to].map(([target, votes]) => [target, this.text(votes)])),
      })),
      ties: round.ties,
      ...(round.keepFactors === undefined ? {} : { keepFactors: this.texts(round.keepFactors) }),
    }));
  }

  private texts(amounts: ReadonlyMap<number, bigint>): Record<string, string> {
    const inOrder = [...amounts].sort(([a], [b]) => a - b);
    return Object.fromEntries(inOrder.map(([candidate, amount]) => [this.id(candidate), this.text(amount)]));
  }

  private get current(): OpenRound {
    return this.rounds[this.rounds.length - 1] as OpenRound;
  }

  private add(target: string, votes: bigint): void {
    if (votes === 0n) return;
    const { to } = this.current.transfers[this.current.transfers.length - 1] as OpenTransfer;
    to.set(target, (to.get(target) ?? 0n) + votes);
  }

  private text(votes: bigint): string {
    return formatUnits(votes, this.scale);
  }

  private method(method: ChosenBy): TieMethod {
    if (!('among' in method)) return method;
    return { ...method, among: method.among.map((candidate) => this.id(candidate)) };
  }
}

function noneInactive(): Inactive {
  return Object.fromEntries(INACTIVE_CAUSES.map((cause) => [cause, 0n])) as Inactive;
}
