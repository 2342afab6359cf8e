import type { Prisma } from '@scrutin/database';
import type { ContestKey, RejectionReason } from '@scrutin/election';

/** How many submissions of each contest were rejected, by reason. */
export type RejectedByContest = ReadonlyMap<ContestKey, ReadonlyMap<RejectionReason, bigint>>;

/** The submissions of these contests that are rejected now, by contest and reason. */
export async function rejectedByContest(
  client: Prisma.TransactionClient,
  contests: readonly ContestKey[],
): Promise<RejectedByContest> {
  const rows = await client.rejectionCount.findMany({
    where: { contestKey: { in: [...contests] } },
    orderBy: [{ contestKey: 'asc' }, { reason: 'asc' }],
  });
  return new Map(
    contests.map((contest) => [
      contest,
      new Map(
        rows
          .filter(({ contestKey }) => contestKey === contest)
          .map(({ reason, count }) => [reason as RejectionReason, count]),
      ),
    ]),
  );
}
