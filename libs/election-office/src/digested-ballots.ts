import type { Prisma } from '@scrutin/database';
import type { BallotsInBox, ContestKey, RollKey } from '@scrutin/election';
import { contestKey, isComplete, parseRollKey } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { standingCount } from './counts-on-record.ts';
import { BALLOTS_DIGEST, VOTERS_COUNTED } from './sql/selections.sql.ts';

/**
 * Computes the digest of the ballots of every contest of a law or an election, and counts their voters. This takes seconds for large races, and
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
    const digests = new Map<ContestKey, Omit<BallotsInBox, 'voters'>>();
    for (const contest of contests) {
      const [ballots] = await client.$queryRawUnsafe<Omit<BallotsInBox, 'voters'>[]>(BALLOTS_DIGEST, contest);
      if (ballots !== undefined) digests.set(contest, ballots);
    }
    // After the digests. A vote that is settled between the two changes the number of ballots since its digest, and is
    // not taken for a voter too many or too few.
    const rows = await client.$queryRawUnsafe<{ contest: ContestKey; voters: bigint }[]>(
      VOTERS_COUNTED,
      subject,
    );
    const voters = new Map(rows.map((row) => [row.contest, row.voters]));
    return new Map(
      [...digests].map(([contest, ballots]) => [contest, { ...ballots, voters: voters.get(contest) ?? 0n }]),
    );
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
