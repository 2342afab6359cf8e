import type { ContestKey, Tabulation } from '@scrutin/election';
import type { Tabulation as TabulationRow } from '../generated/prisma/client.ts';

export function toTabulation(row: TabulationRow): Tabulation {
  return {
    id: row.id,
    contest: row.contestKey as ContestKey,
    ruleSet: row.ruleSet,
    ballots: row.ballots,
    ballotsDigest: row.ballotsDigest,
    result: row.result,
    computedAtMs: row.computedAt.getTime(),
    requestedBy: row.requestedBy ?? undefined,
    publishedAtMs: row.publishedAt?.getTime(),
  };
}
