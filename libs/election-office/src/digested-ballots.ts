import type { Prisma } from '@scrutin/database';
import type { BallotsInBox, ContestKey, RollKey } from '@scrutin/election';
import { contestKey, isComplete, parseRollKey } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { BALLOTS_DIGEST } from './sql/selections.sql.ts';

/**
 * The ballots of every contest of a law or an election, read from the box; of none as long as one of them lacks a
 * complete and published count, which stands against certifying anyway. It takes seconds for large races, and so is
 * nothing to do inside of an act. Ballots are only ever added (P4): as long as there are as many, they are these.
 */
export async function digestBallots(
  { database }: ActContext,
  subject: RollKey,
): Promise<ReadonlyMap<ContestKey, BallotsInBox>> {
  return database.run('selections', async (client) => {
    const contests = await contestsOf(client, subject);
    for (const contest of contests) {
      const latest = await latestCount(client, contest);
      if (latest === null || latest.publishedAt === null || !isComplete(latest.result)) return new Map();
    }
    const digested = new Map<ContestKey, BallotsInBox>();
    for (const contest of contests) {
      const [ballots] = await client.$queryRawUnsafe<BallotsInBox[]>(BALLOTS_DIGEST, contest);
      if (ballots !== undefined) digested.set(contest, ballots);
    }
    return digested;
  });
}

/** The law itself, or the races of the election by region identifier. */
export async function contestsOf(client: Prisma.TransactionClient, subject: RollKey): Promise<ContestKey[]> {
  const parsed = parseRollKey(subject);
  if (parsed === undefined) return [];
  if (parsed.kind === 'law') return [contestKey({ kind: 'law', lawId: parsed.id })];
  const races = await client.electionRegion.findMany({
    where: { electionId: parsed.id },
    orderBy: { regionId: 'asc' },
    select: { regionId: true },
  });
  return races.map(({ regionId }) => contestKey({ kind: 'election', electionId: parsed.id, regionId }));
}

export function latestCount(client: Prisma.TransactionClient, contest: ContestKey) {
  return client.tabulation.findFirst({ where: { contestKey: contest }, orderBy: { computedAt: 'desc' } });
}
