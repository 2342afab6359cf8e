import type { OracleBallot } from './oracle-ballots.ts';
import { extremesOf, firstAmong } from './oracle-ballots.ts';

export interface OracleStage {
  /** In 1/100,000 of a vote. */
  readonly votes: Readonly<Record<string, bigint>>;
  readonly elected: readonly string[];
  /** The candidate whose papers are transferred after this stage; undefined at the last stage. */
  readonly source: string | undefined;
}

interface Paper {
  readonly ballot: OracleBallot;
  holder: string | undefined;
  value: bigint;
}

const VOTE = 100_000n;

/**
 * Scottish STV in the slow, obvious way: a list of papers, each with its candidate and its value. The votes of a
 * candidate are added up again each time. The given order replaces lots: of tied candidates, the earliest is
 * transferred first, and the latest is excluded.
 */
export function scottishOracle(
  candidates: readonly string[],
  ballots: readonly OracleBallot[],
  seats: number,
  order: readonly string[],
): OracleStage[] {
  const continuing = new Set(candidates);
  const elected = new Set<string>();
  const toTransfer = new Set<string>();
  const kept = new Map<string, bigint>();
  const papers = ballots
    .map((ballot): Paper => ({ ballot, holder: firstAmong(ballot, continuing), value: VOTE }))
    .filter((paper) => paper.holder !== undefined);
  const quota = (BigInt(papers.length) / BigInt(seats + 1) + 1n) * VOTE;
  const stages: OracleStage[] = [];

  for (;;) {
    const votes: Record<string, bigint> = {};
    for (const candidate of candidates) {
      if (!continuing.has(candidate) && !elected.has(candidate)) continue;
      const papersOfCandidate = papers.filter((paper) => paper.holder === candidate);
      votes[candidate] =
        kept.get(candidate) ?? papersOfCandidate.reduce((sum, paper) => sum + paper.value, 0n);
    }
    const votesOf = (candidate: string): bigint => votes[candidate] ?? 0n;
    const now: string[] = [];
    for (const candidate of [...continuing]) {
      if (votesOf(candidate) < quota) continue;
      now.push(candidate);
      continuing.delete(candidate);
      elected.add(candidate);
      if (votesOf(candidate) > quota) toTransfer.add(candidate);
    }
    if (continuing.size <= seats - elected.size) {
      for (const candidate of [...continuing]) {
        now.push(candidate);
        continuing.delete(candidate);
        elected.add(candidate);
      }
    }
    if (elected.size >= seats || continuing.size === 0) {
      stages.push({ votes, elected: now, source: undefined });
      return stages;
    }
    if (toTransfer.size > 0) {
      const source = pick(extremesOf([...toTransfer], votesOf, 'most'), 'most', stages, order);
      const surplus = votesOf(source) - quota;
      for (const paper of papers.filter(({ holder }) => holder === source)) {
        paper.value = (surplus * paper.value) / votesOf(source);
        paper.holder = firstAmong(paper.ballot, continuing);
      }
      kept.set(source, quota);
      toTransfer.delete(source);
      stages.push({ votes, elected: now, source });
    } else {
      const source = pick(extremesOf([...continuing], votesOf, 'fewest'), 'fewest', stages, order);
      continuing.delete(source);
      for (const paper of papers.filter(({ holder }) => holder === source)) {
        paper.holder = firstAmong(paper.ballot, continuing);
      }
      stages.push({ votes, elected: now, source });
    }
  }
}

function pick(
  tied: readonly string[],
  end: 'most' | 'fewest',
  earlier: readonly OracleStage[],
  order: readonly string[],
): string {
  let left = tied;
  if (left.length > 1) {
    for (const stage of [...earlier].reverse()) {
      left = extremesOf(left, (candidate) => stage.votes[candidate] ?? 0n, end);
    }
  }
  const ranked = order.filter((candidate) => left.includes(candidate));
  const chosen = end === 'most' ? ranked[0] : ranked[ranked.length - 1];
  if (chosen === undefined) throw new Error(`The order does not name ${left.join(', ')}.`);
  return chosen;
}
