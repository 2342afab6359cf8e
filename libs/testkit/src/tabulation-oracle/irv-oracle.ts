import type { OracleBallot } from './oracle-ballots.ts';
import { extremesOf, firstAmong } from './oracle-ballots.ts';

export interface OracleRound {
  readonly votes: Readonly<Record<string, bigint>>;
  readonly elected: readonly string[];
  readonly eliminated: readonly string[];
}

/**
 * Instant-runoff voting in the slow, obvious way: every round reads every ballot again from the top. A tie is broken by
 * the most recent earlier round in which the candidates differ, then by the given order, in which the earliest wins.
 */
export function irvOracle(
  candidates: readonly string[],
  ballots: readonly OracleBallot[],
  order: readonly string[],
): OracleRound[] {
  const rounds: OracleRound[] = [];
  const continuing = new Set(candidates);
  for (;;) {
    const votes: Record<string, bigint> = {};
    for (const candidate of continuing) {
      votes[candidate] = BigInt(
        ballots.filter((ballot) => firstAmong(ballot, continuing) === candidate).length,
      );
    }
    const votesOf = (candidate: string): bigint => votes[candidate] ?? 0n;
    const active = [...continuing].reduce((sum, candidate) => sum + votesOf(candidate), 0n);
    const majority = [...continuing].filter((candidate) => votesOf(candidate) * 2n > active);
    if (majority.length > 0 || continuing.size <= 2) {
      const best = extremesOf([...continuing], votesOf, 'most');
      rounds.push({ votes, elected: [pick(best, 'most', rounds, order)], eliminated: [] });
      return rounds;
    }
    const worst = extremesOf([...continuing], votesOf, 'fewest');
    const loser = pick(worst, 'fewest', rounds, order);
    rounds.push({ votes, elected: [], eliminated: [loser] });
    continuing.delete(loser);
  }
}

function pick(
  tied: readonly string[],
  end: 'most' | 'fewest',
  earlier: readonly OracleRound[],
  order: readonly string[],
): string {
  let left = tied;
  for (const round of [...earlier].reverse()) {
    left = extremesOf(left, (candidate) => round.votes[candidate] ?? 0n, end);
  }
  const ranked = order.filter((candidate) => left.includes(candidate));
  const chosen = end === 'most' ? ranked[0] : ranked[ranked.length - 1];
  if (chosen === undefined) throw new Error(`The order does not name ${left.join(', ')}.`);
  return chosen;
}
