import { parseContestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import type { Tabulation as TabulationRow } from '../generated/prisma/client.ts';
import { LEDGER } from '../sql/ledger.sql.ts';
import type { Transaction } from './act.ts';
import type { Refusal } from './acts.ts';
import { contestsOf, latestCount } from './digested-ballots.ts';
import type { DigestedBallots } from './digested-ballots.ts';
import type { ContestSubject } from './election-office.ts';
import { refused } from './refusals.ts';
import { isComplete } from './tabulation-rows.ts';

/** What is to become final, and what was looked up for it beforehand. */
export interface Certifying {
  readonly subject: ContestSubject;
  readonly closesAtMs: number;
  readonly digested: ReadonlyMap<ContestKey, DigestedBallots>;
  readonly reason: string | undefined;
}

/**
 * Why the result of a law or an election cannot be final yet; undefined when it can. Votes that are still on
 * their way (P5) stand against it, unless a reason is given; they are looked at first, so that what is counted
 * meanwhile is seen among the ballots.
 */
export async function certificationGap(
  transaction: Transaction,
  certifying: Certifying,
): Promise<Refusal | undefined> {
  const outstanding = await votesOutstanding(transaction);
  if (outstanding > 0n && certifying.reason === undefined) {
    return refused(
      'incomplete',
      `${outstanding} accepted votes are neither counted nor rejected yet. Wait for them or look for them ` +
        'among the parked ones; to certify without them, give the reason.',
    );
  }
  const counts: TabulationRow[] = [];
  for (const contest of await contestsOf(transaction, certifying.subject)) {
    const latest = await latestCount(transaction, contest);
    if (latest === null) return refused('incomplete', `${contest} has not been tabulated.`);
    const gap = countGap(latest, certifying) ?? (await withdrawalGap(transaction, contest, latest));
    if (gap !== undefined) return gap;
    counts.push(latest);
  }
  for (const count of counts) {
    const gap = await ballotsGap(transaction, count, certifying);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

/** Of all contests together: what is on its way is not known by contest. */
async function votesOutstanding(transaction: Transaction): Promise<bigint> {
  const rows = await transaction.$queryRawUnsafe<{ side: string; count: string }[]>(LEDGER);
  return rows.reduce((sum, { side, count }) => sum + (side === 'received' ? 1n : -1n) * BigInt(count), 0n);
}

/** The latest count of a contest must be complete, published, and made after the closing. */
function countGap(latest: TabulationRow, { closesAtMs }: Certifying): Refusal | undefined {
  const { contestKey: contest } = latest;
  if (!isComplete(latest.result)) {
    return refused('incomplete', `The latest tabulation of ${contest} is not complete.`);
  }
  if (latest.publishedAt === null) {
    return refused('incomplete', `The latest tabulation of ${contest} has not been published.`);
  }
  // Both by the clock that acts are judged by.
  if (latest.computedAt.getTime() < closesAtMs) {
    return refused(
      'incomplete',
      `The latest tabulation of ${contest} was made before the closing, until which candidates may withdraw: ` +
        'tabulate and publish it again.',
    );
  }
  return undefined;
}

/** Nor begun before a withdrawal: a count is dated when it is put on record. */
async function withdrawalGap(
  transaction: Transaction,
  key: ContestKey,
  { result }: TabulationRow,
): Promise<Refusal | undefined> {
  const contest = parseContestKey(key);
  if (contest?.kind !== 'election') return undefined;
  const { electionId, regionId } = contest;
  const withdrawn = await transaction.candidate.findMany({
    where: { electionId, regionId, withdrawnAt: { not: null } },
    select: { id: true },
  });
  const { rounds } = result as { rounds?: readonly { readonly tally: Readonly<Record<string, string>> }[] };
  const counted = withdrawn.find(({ id }) => rounds?.some(({ tally }) => Object.hasOwn(tally, id)) === true);
  return counted === undefined
    ? undefined
    : refused(
        'incomplete',
        `The latest tabulation of ${key} counts votes for ${counted.id}, who has withdrawn: tabulate and ` +
          'publish it again.',
      );
}

/** And of exactly the ballots that there are (P8). */
async function ballotsGap(
  transaction: Transaction,
  { contestKey: contest, ballots: counted, ballotsDigest }: TabulationRow,
  { digested }: Certifying,
): Promise<Refusal | undefined> {
  const there = digested.get(contest as ContestKey);
  const ballots = await ballotsNow(transaction, contest);
  // Ballots are only ever added (P4): as many as were digested are the ones that were digested.
  if (there?.ballots !== ballots) {
    return refused('incomplete', `${contest} changed while its ballots were looked at: certify it again.`);
  }
  return counted === ballots && ballotsDigest === there.digest
    ? undefined
    : refused(
        'incomplete',
        `The latest tabulation of ${contest} is of ${counted} ballots, and these are not the ` +
          `${ballots} that are counted now: tabulate and publish it again.`,
      );
}

/** From the results, which are a row per law and candidate. */
async function ballotsNow(transaction: Transaction, contest: string): Promise<bigint> {
  const rows = await transaction.$queryRaw<{ counted: bigint }[]>`
    SELECT counted FROM contest_totals WHERE contest_key = ${contest}`;
  return rows[0]?.counted ?? 0n;
}
