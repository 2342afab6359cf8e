import type { Prisma } from '@scrutin/database';
import type { BallotsInBox, ContestKey, RollKey } from '@scrutin/election';
import { contestKey, isComplete, parseRollKey } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { standingCount } from './counts-on-record.ts';
import { BALLOTS_DIGEST } from './sql/selections.sql.ts';

/**
 * Computes the digest of the ballots of every contest of a law or an election. This takes seconds for large races, and
 * so is done before the act and not inside it. Ballots are only ever added (P4): while their number is the same, they
 * are the same ballots. The answer is empty if a contest lacks a complete and published count, since nothing can be
 * certified then.
 */
export async function digestBallots(
  { database }: ActContext,
  subject: RollKey,
): Promise<ReadonlyMap<ContestKey, BallotsInBox>> {
  return database.run('selections', async (client) => {
    const contests = await contestsOf(client, subject);
    for (const contest of contests) {
      const standing = await standingCount(client, contest);
      if (standing === null || !isComplete(standing.result)) return new Map();
    }
    const digested = new Map<ContestKey, BallotsInBox>();
    for (const contest of contests) {
      const [ballots] = await client.$queryRawUnsafe<BallotsInBox[]>(BALLOTS_DIGEST, contest);
      if (ballots !== undefined) digested.set(contest, ballots);
    }
    return digested;
  });
}

/** The contest of a law, or the contests of an election in the order of their region identifiers. */
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
