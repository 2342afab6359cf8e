import type { OracleBallot } from './oracle-ballots.ts';
import { extremesOf, firstAmong } from './oracle-ballots.ts';

/**
 * The PR Foundation's reference WIGM rule, without its optional step B.2, in the slow, obvious way: a list of papers,
 * each with a weight. Of tied candidates, the earliest in the order is chosen.
 *
 * @returns the votes at each round in units of 10^-4, and the elected candidates in the order of their election
 */
export function wigmOracle(
  candidates: readonly string[],
  ballots: readonly OracleBallot[],
  seats: number,
  order: readonly string[],
): { readonly rounds: readonly Readonly<Record<string, bigint>>[]; readonly winners: readonly string[] } {
  const hopeful = new Set(candidates);
  const winners: string[] = [];
  const pending = new Set<string>();
  const done = new Set<string>();
  const papers = ballots
    .map((ballot) => ({ ballot, holder: firstAmong(ballot, hopeful), weight: 10_000n }))
    .filter((paper) => paper.holder !== undefined);
  const quota = (BigInt(papers.length) * 10_000n) / BigInt(seats + 1) + 1n;
  const rounds: Record<string, bigint>[] = [];
  for (;;) {
    const votes: Record<string, bigint> = {};
    for (const candidate of candidates) {
      if (!hopeful.has(candidate) && !winners.includes(candidate)) continue;
      const papersOfCandidate = papers.filter((paper) => paper.holder === candidate);
      votes[candidate] = done.has(candidate)
        ? quota
        : papersOfCandidate.reduce((sum, paper) => sum + paper.weight, 0n);
    }
    rounds.push(votes);
    const votesOf = (candidate: string): bigint => votes[candidate] ?? 0n;
    for (const candidate of candidates) {
      if (!hopeful.has(candidate) || votesOf(candidate) < quota) continue;
      hopeful.delete(candidate);
      pending.add(candidate);
      winners.push(candidate);
    }
    const complete = (): boolean => winners.length >= seats || winners.length + hopeful.size <= seats;
    const all = (): string[] => (winners.length < seats ? [...winners, ...hopeful] : winners);
    if (complete()) return { rounds, winners: all() };
    const surplus = pending.size > 0;
    const tied = extremesOf(surplus ? [...pending] : [...hopeful], votesOf, surplus ? 'most' : 'fewest');
    const chosen = order.find((candidate) => tied.includes(candidate));
    if (chosen === undefined) throw new Error(`The order does not name ${tied.join(', ')}.`);
    hopeful.delete(chosen);
    pending.delete(chosen);
    if (complete()) return { rounds, winners: all() };
    if (surplus) done.add(chosen);
    for (const paper of papers.filter(({ holder }) => holder === chosen)) {
      if (surplus) {
        paper.weight = (((paper.weight * (votesOf(chosen) - quota)) / 10_000n) * 10_000n) / votesOf(chosen);
      }
      paper.holder = firstAmong(paper.ballot, hopeful);
    }
  }
}
