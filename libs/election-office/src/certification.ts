import { isComplete } from '@scrutin/database';
import type { TabulationRow } from '@scrutin/database';
import { parseContestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import type { Transaction } from './act.ts';
import type { Refusal } from './acts.ts';
import { contestsOf, latestCount } from './digested-ballots.ts';
import type { DigestedBallots } from './digested-ballots.ts';
import type { ContestSubject } from './election-office.ts';
import { outstandingTexts, outstandingVotes } from './outstanding-votes.ts';
import type { OutstandingVotes } from './outstanding-votes.ts';
import { refused } from './refusals.ts';
import { talliesDiffer } from './selections.ts';

/** What is to become final, and what was looked up for it beforehand. */
export interface Certifying {
  readonly subject: ContestSubject;
  readonly closesAtMs: number;
  readonly digested: ReadonlyMap<ContestKey, DigestedBallots>;
  readonly reason: string | undefined;
  /** The queues were found empty after the closing. */
  readonly queuesMakeUp: boolean;
}

/** The result can be final; `outstanding`: with votes outside of it, for the reason that was given. */
export interface Certifiable {
  readonly ok: true;
  readonly outstanding: readonly string[];
  readonly found: OutstandingVotes;
}

/**
 * Whether the result of a law or an election can be final. Accepted votes of it that are not in the books stand against
 * it, unless a reason is given (P5). From here to the end of the transaction nothing of it is settled.
 */
export async function judgeCertification(
  transaction: Transaction,
  certifying: Certifying,
): Promise<Certifiable | Refusal> {
  const { subject, closesAtMs, queuesMakeUp, reason } = certifying;
  const found = await outstandingVotes(transaction, subject, closesAtMs, queuesMakeUp);
  const outstanding = outstandingTexts(found);
  if (outstanding.length > 0 && reason === undefined) {
    return refused(
      'incomplete',
      `${outstanding.join(' ')} Wait for them, or look for them with \`scrutin ledger\` and \`scrutin parked list\`; ` +
        'to certify without them, give the reason.',
    );
  }
  const counts: TabulationRow[] = [];
  for (const contest of await contestsOf(transaction, subject)) {
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
  return { ok: true, outstanding, found };
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
  // Ballots are only ever added (P4), and none any more: as many as were digested are the ones that were digested.
  if (there?.ballots !== ballots) {
    return refused('incomplete', `${contest} changed while its ballots were looked at: certify it again.`);
  }
  if (there.differing > 0) return refused('incomplete', talliesDiffer(contest));
  if (there.voters !== ballots) {
    return refused(
      'incomplete',
      `${contest} has ${ballots} ballots and ${there.voters} voters that are recorded as counted. Nothing is ` +
        'certified until that is explained; docs/AUDITING.md says how to find the difference.',
    );
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
