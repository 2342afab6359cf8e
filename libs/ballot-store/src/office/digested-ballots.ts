import { contestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import type { Prisma } from '../generated/prisma/client.ts';
import { ELECTION_DIGESTS } from '../sql/election-digests.sql.ts';
import type { Desk } from './act.ts';
import { parseSubject } from './contest-subject.ts';
import type { ContestSubject } from './election-office.ts';
import { ballotsDigest, readSelections } from './selections.ts';
import { isComplete } from './tabulation-rows.ts';

/** Ballots by their number and their SHA-256. */
export interface DigestedBallots {
  readonly ballots: bigint;
  readonly digest: string;
}

/**
 * The ballots of every contest of a law or an election; of none as long as one of them lacks a complete and
 * published count, which stands against certifying anyway. It takes seconds for large races, and so is nothing to do
 * inside of an act. Ballots are only ever added (P4): as long as there are as many, they are these.
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
    const digests = await digestsOf(client, subject);
    const none = (contest: ContestKey) => ({ ballots: 0n, digest: ballotsDigest(contest, []) });
    return new Map(contests.map((contest) => [contest, digests.get(contest) ?? none(contest)]));
  });
}

/** Of contests with ballots. */
async function digestsOf(
  client: Prisma.TransactionClient,
  subject: ContestSubject,
): Promise<Map<ContestKey, DigestedBallots>> {
  const parsed = parseSubject(subject);
  if (parsed === undefined) return new Map();
  if (parsed.kind === 'law') {
    const contest = contestKey({ kind: 'law', lawId: parsed.id });
    const selections = await readSelections(client, contest);
    const ballots = selections.reduce((sum, group) => sum + group.ballots, 0n);
    return new Map([[contest, { ballots, digest: ballotsDigest(contest, selections) }]]);
  }
  const electionId = parsed.id;
  const rows = await client.$queryRawUnsafe<(DigestedBallots & { readonly region_id: string })[]>(
    ELECTION_DIGESTS,
    electionId,
  );
  return new Map(
    rows.map(({ region_id: regionId, ballots, digest }) => [
      contestKey({ kind: 'election', electionId, regionId }),
      { ballots, digest },
    ]),
  );
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
