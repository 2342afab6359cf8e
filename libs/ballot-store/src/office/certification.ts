import { contestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import { LEDGER } from '../sql/ledger.sql.ts';
import type { Transaction } from './act.ts';
import type { Refusal } from './acts.ts';
import { parseSubject } from './contest-subject.ts';
import type { ContestSubject } from './election-office.ts';
import { refused } from './refusals.ts';
import { ballotsDigest, readSelections } from './selections.ts';
import { isComplete } from './tabulation-rows.ts';

/**
 * Why the result of a law or an election cannot be final yet; undefined when it can. Votes that are still on
 * their way (P5) stand against it, unless a reason is given; they are looked at first, so that what is counted
 * meanwhile is seen among the ballots.
 */
export async function certificationGap(
  transaction: Transaction,
  subject: ContestSubject,
  reason: string | undefined,
): Promise<Refusal | undefined> {
  const outstanding = await votesOutstanding(transaction);
  if (outstanding > 0n && reason === undefined) {
    return refused(
      'incomplete',
      `${outstanding} accepted votes are neither counted nor rejected yet. Wait for them or look for them ` +
        'among the parked ones; to certify without them, give the reason.',
    );
  }
  for (const contest of await contestsOf(transaction, subject)) {
    const gap = await countGap(transaction, contest);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

/** Of all contests together: what is on its way is not known by contest. */
async function votesOutstanding(transaction: Transaction): Promise<bigint> {
  const rows = await transaction.$queryRawUnsafe<{ side: string; count: string }[]>(LEDGER);
  return rows.reduce((sum, { side, count }) => sum + (side === 'received' ? 1n : -1n) * BigInt(count), 0n);
}

async function contestsOf(transaction: Transaction, subject: ContestSubject): Promise<ContestKey[]> {
  const parsed = parseSubject(subject);
  if (parsed === undefined) return [];
  if (parsed.kind === 'law') return [contestKey({ kind: 'law', lawId: parsed.id })];
  const races = await transaction.electionRegion.findMany({
    where: { electionId: parsed.id },
    orderBy: { regionId: 'asc' },
    select: { regionId: true },
  });
  return races.map(({ regionId }) => contestKey({ kind: 'election', electionId: parsed.id, regionId }));
}

/** Its latest count must be complete, published, and of exactly the ballots that there are (P8). */
async function countGap(transaction: Transaction, contest: ContestKey): Promise<Refusal | undefined> {
  const latest = await transaction.tabulation.findFirst({
    where: { contestKey: contest },
    orderBy: { computedAt: 'desc' },
  });
  if (latest === null) return refused('incomplete', `${contest} has not been tabulated.`);
  if (!isComplete(latest.result)) {
    return refused('incomplete', `The latest tabulation of ${contest} is not complete.`);
  }
  if (latest.publishedAt === null) {
    return refused('incomplete', `The latest tabulation of ${contest} has not been published.`);
  }
  const selections = await readSelections(transaction, contest);
  const ballots = selections.reduce((sum, group) => sum + group.ballots, 0n);
  const same = latest.ballots === ballots && latest.ballotsDigest === ballotsDigest(contest, selections);
  return same
    ? undefined
    : refused(
        'incomplete',
        `The latest tabulation of ${contest} is of ${latest.ballots} ballots, and these are not the ` +
          `${ballots} that are counted now: tabulate and publish it again.`,
      );
}
