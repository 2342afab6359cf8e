import type { TabulationRow } from '@scrutin/database';
import type { BallotsInBox, ContestKey, CountOnRecord, Refusal, RollKey } from '@scrutin/election';
import { ballotsGap, countGap, isComplete, outstandingRefusal, parseContestKey } from '@scrutin/election';
import type { Transaction } from './act.ts';
import { latestCount, standingCount } from './counts-on-record.ts';
import { contestsOf } from './digested-ballots.ts';
import type { OutstandingVotes } from './outstanding-votes.ts';
import { outstandingTexts, outstandingVotes } from './outstanding-votes.ts';
import type { RejectedByContest } from './rejected-votes.ts';
import { rejectedByContest } from './rejected-votes.ts';

/** The result that is to become final, and what was looked up for it before the transaction. */
export interface Certifying {
  readonly subject: RollKey;
  readonly closesAtMs: number;
  readonly digested: ReadonlyMap<ContestKey, BallotsInBox>;
  /** Whether accepted votes may be missing from the result. */
  readonly allowsOutstanding: boolean;
  /** True if the queues were found empty after the closing. */
  readonly queuesMakeUp: boolean;
  /** Accepted votes of which the database knows nothing. */
  readonly unknown: OutstandingVotes['unknown'];
}

/**
 * The result can become final. `outstanding` are accepted votes that it does not include, which was allowed for a
 * reason. `rejected` are the submissions that were rejected until then, by contest and reason. A vote that is found
 * later is rejected too, and must not change what the office has declared.
 */
export interface Certifiable {
  readonly ok: true;
  readonly outstanding: OutstandingVotes | undefined;
  readonly rejected: RejectedByContest;
}

/**
 * Decides by the certification rules of @scrutin/election whether the result of a law or an election can become final.
 * From this call to the end of the transaction, no vote of the law or election is settled.
 */
export async function judgeCertification(
  transaction: Transaction,
  { subject, closesAtMs, digested, allowsOutstanding, queuesMakeUp, unknown }: Certifying,
): Promise<Certifiable | Refusal> {
  const contests = await contestsOf(transaction, subject);
  const outstanding = {
    ...(await outstandingVotes(transaction, subject, closesAtMs, queuesMakeUp)),
    unknown: unknown.filter(({ contest }) => contests.includes(contest as ContestKey)),
  };
  const sentences = outstandingTexts(outstanding);
  const refusal = outstandingRefusal(sentences, allowsOutstanding);
  if (refusal !== undefined) return refusal;
  const counts: (readonly [ContestKey, CountOnRecord])[] = [];
  for (const contest of contests) {
    const row = await standingCount(transaction, contest);
    const standing =
      row === null ? { hasCounts: (await latestCount(transaction, contest)) !== null } : toCountOnRecord(row);
    const gap = countGap(contest, standing, closesAtMs, await withdrawnFrom(transaction, contest));
    if (gap !== undefined) return gap;
    if ('contest' in standing) counts.push([contest, standing]);
  }
  for (const [contest, count] of counts) {
    const gap = ballotsGap(count, digested.get(contest), await ballotsNow(transaction, contest));
    if (gap !== undefined) return gap;
  }
  const rejected = await rejectedByContest(transaction, contests);
  return { ok: true, outstanding: sentences.length === 0 ? undefined : outstanding, rejected };
}

function toCountOnRecord(row: TabulationRow): CountOnRecord {
  const { rounds } = row.result as {
    rounds?: readonly { readonly tally: Readonly<Record<string, string>> }[];
  };
  return {
    contest: row.contestKey,
    isComplete: isComplete(row.result),
    computedAtMs: row.computedAt.getTime(),
    ballots: row.ballots,
    ballotsDigest: row.ballotsDigest,
    tallied: new Set(rounds?.flatMap(({ tally }) => Object.keys(tally))),
  };
}

async function withdrawnFrom(transaction: Transaction, key: ContestKey): Promise<string[]> {
  const contest = parseContestKey(key);
  if (contest?.kind !== 'election') return [];
  const { electionId, regionId } = contest;
  const withdrawn = await transaction.candidate.findMany({
    where: { electionId, regionId, withdrawnAt: { not: null } },
    select: { id: true },
  });
  return withdrawn.map(({ id }) => id);
}

/** How many ballots the published results count: they have one row for each option of a law and each candidate. */
async function ballotsNow(transaction: Transaction, contest: string): Promise<bigint> {
  const rows = await transaction.$queryRaw<{ counted: bigint }[]>`
    SELECT counted FROM contest_totals WHERE contest_key = ${contest}`;
  return rows[0]?.counted ?? 0n;
}
