import { createHash } from 'node:crypto';
import type { Prisma } from '@scrutin/database';
import type { Contest, ContestKey, SelectionCount } from '@scrutin/election';
import { parseContestKey, rankingOf, talliesDiffer } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import { ballotsText } from '@scrutin/tabulation';
import { SELECTIONS } from './sql/selections.sql.ts';

type Reader = Pick<Prisma.TransactionClient, 'candidate' | '$queryRawUnsafe'>;

/**
 * Every ballot of the contest as of one statement, grouped, in the order of the selections' code points. They are read
 * from the box.
 *
 * @throws InvariantViolation P4, in a sentence for an official, when the tallies say otherwise or a ballot names somebody
 *   who is not on the ballot of the race: then nothing can be counted
 */
export async function readSelections(client: Reader, key: ContestKey): Promise<SelectionCount[]> {
  const contest = parseContestKey(key);
  if (contest === undefined) return [];
  const rows = await client.$queryRawUnsafe<(SelectionCount & { readonly tallied: bigint })[]>(
    SELECTIONS,
    key,
  );
  if (rows.some(({ ballots, tallied }) => ballots !== tallied)) {
    throw new InvariantViolation('P4', talliesDiffer(key));
  }
  const unknown = await namedByMistake(client, contest, rows);
  if (unknown !== undefined) {
    throw new InvariantViolation(
      'P4',
      `A ballot of ${key} names ${unknown}, who is not on the ballot of the race: it cannot be counted. ` +
        'docs/AUDITING.md says how such ballots are found.',
    );
  }
  return rows.map(({ selection, ballots }) => ({ selection, ballots }));
}

async function namedByMistake(
  client: Reader,
  contest: Contest,
  rows: readonly SelectionCount[],
): Promise<string | undefined> {
  if (contest.kind === 'law') return undefined;
  const { electionId, regionId } = contest;
  const candidates = await client.candidate.findMany({
    where: { electionId, regionId },
    select: { id: true },
  });
  const known = new Set(candidates.map(({ id }) => id));
  for (const { selection } of rows) {
    const unknown = rankingOf(selection).find((id) => !known.has(id));
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** P8. SHA-256 of the ballots' text, hexadecimal: the same for whoever has the same ballots of the contest. */
export function ballotsDigest(contest: ContestKey, selections: readonly SelectionCount[]): string {
  return createHash('sha256').update(ballotsText(contest, selections), 'utf8').digest('hex');
}
