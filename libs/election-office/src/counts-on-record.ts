import type { Prisma, TabulationRow } from '@scrutin/database';
import type { ContestKey } from '@scrutin/election';

/** The newest count of a contest that is on record; null if there is none. */
export function latestCount(client: Prisma.TransactionClient, contest: ContestKey) {
  return client.tabulation.findFirst({ where: { contestKey: contest }, orderBy: { computedAt: 'desc' } });
}

/** The count of a contest that stands: that of its last publication. Null if nothing is published. */
export async function standingCount(
  client: Prisma.TransactionClient,
  contest: ContestKey,
): Promise<TabulationRow | null> {
  const last = await lastPublication(client, contest);
  return last === null ? null : client.tabulation.findUniqueOrThrow({ where: { id: last.tabulationId } });
}

/** The last publication of a contest. Null if nothing is published. */
export function lastPublication(client: Prisma.TransactionClient, contest: ContestKey) {
  return client.publication.findFirst({ where: { contestKey: contest }, orderBy: { id: 'desc' } });
}
