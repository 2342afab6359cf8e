import { createHash } from 'node:crypto';
import { parseContestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import { ballotsText } from '@scrutin/tabulation';
import type { Prisma } from '../generated/prisma/client.ts';
import { RACE_SELECTIONS } from '../sql/selections.sql.ts';
import type { SelectionCount } from './tabulations.ts';

/** Every ballot of the contest as of one statement, grouped, in the order of the selections' code points. */
export async function readSelections(
  client: Pick<Prisma.TransactionClient, 'voteResult' | '$queryRawUnsafe'>,
  key: ContestKey,
): Promise<SelectionCount[]> {
  const contest = parseContestKey(key);
  if (contest === undefined) return [];
  if (contest.kind === 'election') {
    return client.$queryRawUnsafe<SelectionCount[]>(RACE_SELECTIONS, contest.electionId, contest.regionId);
  }
  const row = await client.voteResult.findUnique({ where: { lawId: contest.lawId } });
  const counts = [
    { selection: 'non', ballots: row?.non ?? 0n },
    { selection: 'oui', ballots: row?.oui ?? 0n },
  ];
  return counts.filter(({ ballots }) => ballots > 0n);
}

/** P8. SHA-256 of the ballots' text, hexadecimal: the same for whoever has the same ballots of the contest. */
export function ballotsDigest(contest: ContestKey, selections: readonly SelectionCount[]): string {
  return createHash('sha256').update(ballotsText(contest, selections), 'utf8').digest('hex');
}
