import { isComplete } from '@scrutin/database';
import type { Prisma } from '@scrutin/database';
import { contestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import type { Desk } from './act.ts';
import { parseSubject } from './contest-subject.ts';
import type { ContestSubject } from './election-office.ts';
import { BALLOTS_DIGEST } from './sql/selections.sql.ts';

/** The ballots in the box of a contest, and what else the books say of them (P4). */
export interface DigestedBallots {
  readonly ballots: bigint;
  /** SHA-256 of their text. */
  readonly digest: string;
  /** Selections of which the tallies have another number. */
  readonly differing: number;
  /** Voters that are recorded as counted. */
  readonly voters: bigint;
}

/**
 * The ballots of every contest of a law or an election, read from the box; of none as long as one of them lacks a
 * complete and published count, which stands against certifying anyway. It takes seconds for large races, and so is
 * nothing to do inside of an act. Ballots are only ever added (P4): as long as there are as many, they are these.
 */
export async function digestBallots(
  { database }: Desk,
  subject: ContestSubject,
): Promise<ReadonlyMap<ContestKey, DigestedBallots>> {
  return database.run('selections', async (client) => {
    const contests = await contestsOf(client, subject);
    for (const contest of contests) {
      const latest = await latestCount(client, contest);
      if (latest === null || latest.publishedAt === null || !isComplete(latest.result)) return new Map();
    }
    const digested = new Map<ContestKey, DigestedBallots>();
    for (const contest of contests) {
      const [ballots] = await client.$queryRawUnsafe<DigestedBallots[]>(BALLOTS_DIGEST, contest);
      if (ballots !== undefined) digested.set(contest, ballots);
    }
    return digested;
  });
}

/** The law itself, or the races of the election by region identifier. */
export async function contestsOf(
  client: Prisma.TransactionClient,
  subject: ContestSubject,
): Promise<ContestKey[]> {
  const parsed = parseSubject(subject);
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
