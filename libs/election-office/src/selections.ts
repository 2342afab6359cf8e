import { createHash } from 'node:crypto';
import type { Prisma } from '@scrutin/database';
import type { Contest, ContestKey, LocalizedText, SelectionCount } from '@scrutin/election';
import { parseContestKey, rankingOf, talliesDiffer } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import { ballotsText } from '@scrutin/tabulation';
import { SELECTIONS } from './sql/selections.sql.ts';

type Reader = Pick<Prisma.TransactionClient, 'candidate' | '$queryRawUnsafe'>;

/** The stored ballots of a contest cannot be counted (P4). `text` says why, for an official. */
export class UncountableBallots extends InvariantViolation {
  readonly text: LocalizedText;
  constructor(text: LocalizedText) {
    super('P4', text.en);
    this.text = text;
  }
}

/**
 * All stored ballots of the contest, read in one statement, grouped by selection, in code point order of the
 * selections.
 *
 * @throws UncountableBallots when the tallies differ from the ballots or a ballot
 * names somebody who is not a candidate of the race: then nothing can be counted
 */
export async function readSelections(client: Reader, key: ContestKey): Promise<SelectionCount[]> {
  const contest = parseContestKey(key);
  if (contest === undefined) return [];
  const rows = await client.$queryRawUnsafe<(SelectionCount & { readonly tallied: bigint })[]>(
    SELECTIONS,
    key,
  );
  if (rows.some(({ ballots, tallied }) => ballots !== tallied)) {
    throw new UncountableBallots(talliesDiffer(key));
  }
  const unknown = await findUnknownCandidate(client, contest, rows);
  if (unknown !== undefined) {
    throw new UncountableBallots({
      fr: `Un bulletin de ${key} nomme ${unknown}, qui n’est pas sur le bulletin de la circonscription : il ne peut pas être compté. docs/AUDITING.md dit comment trouver de tels bulletins.`,
      en: `A ballot of ${key} names ${unknown}, who is not on the ballot of the race: it cannot be counted. docs/AUDITING.md says how to find such ballots.`,
    });
  }
  return rows.map(({ selection, ballots }) => ({ selection, ballots }));
}

async function findUnknownCandidate(
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

/**
 * The ballots digest (P8): the SHA-256 of the ballots' text, in hexadecimal. Everybody who has the same ballots of a
 * contest gets the same digest.
 */
export function ballotsDigest(contest: ContestKey, selections: readonly SelectionCount[]): string {
  return createHash('sha256').update(ballotsText(contest, selections), 'utf8').digest('hex');
}
