import type { Candidate } from '../contest.ts';
import { parseDecimal } from '../decimal.ts';
import { isolated } from '../isolated.ts';
import type { BrokenTie, EliminationReason, Round, Transfer, UnresolvedTie } from '../result.ts';
import { INACTIVE_CAUSES, TO_EXHAUSTED, TO_RESIDUAL } from '../result.ts';
import { votesOf } from '../round-votes.ts';
import { frenchTypography } from './french-typography.ts';
import type { Locale, LotAsTold, Phrases } from './phrases.ts';
import { PHRASES } from './phrases.ts';

/** What an explanation tells beside the round itself. */
export interface RoundContext {
  /** The number of passes of the count; only multi-pass IRV has more than one. */
  readonly passes?: number;
  /** The tie at which the count stopped, if it stopped in this round. */
  readonly awaited?: UnresolvedTie | undefined;
  /** How the lot that decided a tie was drawn, if that is known. */
  readonly lotOf?: (tie: BrokenTie) => LotAsTold | undefined;
}

/**
 * Describes a round in sentences for the public: how many votes elect a candidate, how each tie was broken, who is
 * elected or eliminated and why, where the votes go, and which votes are inactive.
 */
export function explainRound(
  round: Round,
  candidates: readonly Candidate[],
  locale: Locale,
  context: RoundContext = {},
): readonly string[] {
  const sentences = new RoundExplanation(round, candidates, PHRASES[locale]).sentences(context);
  return locale === 'fr' ? sentences.map(frenchTypography) : sentences;
}

class RoundExplanation {
  private readonly round: Round;
  private readonly names: ReadonlyMap<string, string>;
  private readonly words: Phrases;

  constructor(round: Round, candidates: readonly Candidate[], words: Phrases) {
    this.round = round;
    this.names = new Map(candidates.map(({ id, name }) => [id, isolated(name)]));
    this.words = words;
  }

  sentences({ passes = 1, awaited, lotOf }: RoundContext): readonly string[] {
    const { round, words } = this;
    const quiet = round.elected.length === 0 && round.eliminated.length === 0 && round.transfers.length === 0;
    return [
      words.round(round.number, passes > 1 ? round.pass : undefined),
      ...(round.threshold === undefined ? [] : [words.threshold(words.number(round.threshold))]),
      ...round.ties.flatMap((tie) => this.tie(tie, lotOf?.(tie))),
      ...round.elected.map(({ candidate, reason }) =>
        words.elected[reason](this.name(candidate), this.votes(candidate)),
      ),
      ...this.eliminations(),
      ...round.transfers.map((transfer) => this.transfer(transfer)),
      ...(awaited === undefined ? [] : this.awaitedLot(awaited)),
      ...(quiet && awaited === undefined && round.vacancy === undefined ? [words.nobody] : []),
      ...(round.vacancy === undefined ? [] : [words.vacancy[round.vacancy.reason](round.vacancy.seats)]),
      ...this.inactive(),
    ];
  }

  private name(id: string): string {
    return this.names.get(id) ?? id;
  }

  private votes(id: string): string {
    return this.words.number(votesOf(this.round, id) ?? '0');
  }

  private tie(
    { candidates, chosen, purpose, method }: BrokenTie,
    lot: LotAsTold | undefined,
  ): readonly string[] {
    const { words } = this;
    const name = this.name(chosen);
    const how = (): string => {
      switch (method.kind) {
        case 'earlier-round':
          return words.tieEarlierRound(name, method.round, purpose);
        case 'order':
          return words.tieOrder(name);
        case 'ballot-order':
          return words.tieBallotOrder(name);
        case 'lot':
          return words.tieLot(name);
        case 'decision':
          return words.tieDecision(name);
        case 'seeded-draw':
          return words.tieSeededDraw(name, method.seed);
        case 'seeded-order':
          return words.tieSeededOrder(name, method.seed);
      }
    };
    const names = (ids: readonly string[]): string => words.list(ids.map((id) => this.name(id)));
    return [
      words.tie(names(candidates), purpose),
      how(),
      ...(lot === undefined ? [] : words.lotDrawn(names(lot.tied), lot)),
    ];
  }

  private awaitedLot({ candidates, purpose, among }: UnresolvedTie): readonly string[] {
    const { words } = this;
    const names = (ids: readonly string[]): string => words.list(ids.map((id) => this.name(id)));
    return [words.tie(names(candidates), purpose), words.awaitsLot(names(among), purpose)];
  }

  private eliminations(): readonly string[] {
    const byReason = new Map<EliminationReason, string[]>();
    for (const { candidate, reason } of this.round.eliminated) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), candidate]);
    }
    return [...byReason].map(([reason, ids]) =>
      this.words.eliminated[reason](
        this.words.list(ids.map((id) => this.name(id))),
        this.words.list(ids.map((id) => this.votes(id))),
      ),
    );
  }

  private transfer({ from, kind, to }: Transfer): string {
    const { words } = this;
    const targets = Object.entries(to).map(([target, text]) => {
      const votes = words.number(text);
      if (target === TO_EXHAUSTED) return words.exhausted(votes);
      if (target === TO_RESIDUAL) return words.residual(votes);
      return words.received(votes, this.name(target));
    });
    const name = this.name(from);
    if (targets.length === 0) return words.nothingToTransfer(name);
    return kind === 'surplus'
      ? words.surplus(name, words.list(targets))
      : words.votesOf(name, words.list(targets));
  }

  private inactive(): readonly string[] {
    const parts = INACTIVE_CAUSES.flatMap((cause) => {
      const text = this.round.inactive[cause];
      return parseDecimal(text)?.units === 0n ? [] : [this.words.causes[cause](this.words.number(text))];
    });
    return parts.length === 0 ? [] : [this.words.inactive(this.words.list(parts))];
  }
}
