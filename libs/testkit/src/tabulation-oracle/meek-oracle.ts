import type { OracleBallot } from './oracle-ballots.ts';

export interface OracleMeekRound {
  /** In units of 10^-9. */
  readonly votes: Readonly<Record<string, bigint>>;
  readonly quota: bigint;
  readonly elected: readonly string[];
  readonly defeated: readonly string[];
}

const ONE = 1_000_000_000n;

/**
 * The PR Foundation's reference rule for Meek's method in the slow, obvious way: every iteration distributes each
 * ballot by itself, beginning with a whole vote. Of tied candidates, the earliest in the order is defeated.
 */
export function meekOracle(
  candidates: readonly string[],
  ballots: readonly OracleBallot[],
  seats: number,
  order: readonly string[],
): OracleMeekRound[] {
  const keep = new Map(candidates.map((candidate) => [candidate, ONE]));
  const elected: string[] = [];
  let hopeful = [...candidates];
  const rounds: OracleMeekRound[] = [];
  const up = (dividend: bigint, divisor: bigint): bigint =>
    dividend / divisor + (dividend % divisor === 0n ? 0n : 1n);

  const count = (): { votes: Record<string, bigint>; quota: bigint } => {
    const votes: Record<string, bigint> = {};
    for (const candidate of [...hopeful, ...elected]) votes[candidate] = 0n;
    for (const ballot of ballots) {
      let weight = ONE;
      for (const candidate of ballot) {
        const part = up(weight * (keep.get(candidate) ?? 0n), ONE);
        if (part === 0n) continue;
        votes[candidate] = (votes[candidate] ?? 0n) + part;
        weight -= part;
        if (weight === 0n) break;
      }
    }
    const all = Object.values(votes).reduce((sum, vote) => sum + vote, 0n);
    return { votes, quota: all / BigInt(seats + 1) + 1n };
  };

  while (elected.length < seats && elected.length + hopeful.length > seats) {
    let previous: bigint | undefined;
    for (;;) {
      const { votes, quota } = count();
      const of = (candidate: string): bigint => votes[candidate] ?? 0n;
      const winners = hopeful.filter((candidate) => of(candidate) >= quota);
      if (winners.length > 0) {
        elected.push(...winners);
        hopeful = hopeful.filter((candidate) => !winners.includes(candidate));
        rounds.push({ votes, quota, elected: winners, defeated: [] });
        break;
      }
      const above = elected.reduce((sum, candidate) => sum + of(candidate) - quota, 0n);
      const surplus = above < 0n ? 0n : above;
      if (surplus < 1000n || (previous !== undefined && surplus >= previous)) {
        const least = hopeful.reduce(
          (low, candidate) => (of(candidate) < low ? of(candidate) : low),
          ONE * 10n ** 9n,
        );
        const tied = hopeful.filter((candidate) => of(candidate) <= least + surplus);
        const loser = order.find((candidate) => tied.includes(candidate));
        if (loser === undefined) throw new Error(`The order does not name ${tied.join(', ')}.`);
        keep.set(loser, 0n);
        hopeful = hopeful.filter((candidate) => candidate !== loser);
        rounds.push({ votes, quota, elected: [], defeated: [loser] });
        break;
      }
      previous = surplus;
      for (const candidate of elected) {
        const product = up((keep.get(candidate) ?? 0n) * quota, ONE);
        keep.set(candidate, up(product * ONE, of(candidate)));
      }
    }
  }
  const last = rounds.pop() ?? { ...count(), elected: [], defeated: [] };
  const rest = elected.length < seats ? hopeful : [];
  return [...rounds, { ...last, elected: [...last.elected, ...rest] }];
}
