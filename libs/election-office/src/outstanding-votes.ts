import type { RollKey } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { INCOMPLETE_INTAKES, LOCK_CONTEST, OUTSTANDING } from './sql/outstanding.sql.ts';

/**
 * Whether the queues of the pipeline hold nothing, waiting or with a consumer. Undefined when nobody can say: the broker
 * is away, or where to ask was not configured. It may take some seconds.
 */
export type QueuesAreEmpty = () => Promise<boolean | undefined>;

/** Accepted votes that are not in the books, or of which that is not known (P5). */
export interface OutstandingVotes {
  /** received - settled of each contest where it is not 0: negative where more was settled than received. */
  readonly differences: readonly { readonly contest: string; readonly votes: bigint }[];
  /** Votes of no known contest whose receipts are missing. */
  readonly unreported: bigint;
  /** Ingestion processes that have not reported that they accepted nothing more; none when the queues were found empty. */
  readonly incompleteIntakes: readonly { readonly intake: string; readonly reportedAt: Date }[];
}

/** What was asked before the act, as it takes seconds: whether the queues make up for what a process cannot tell. */
export async function queuesMakeUp(
  { database }: ActContext,
  closesAtMs: number,
  queuesAreEmpty: QueuesAreEmpty | undefined,
): Promise<boolean> {
  const incomplete = await database.query('certification', INCOMPLETE_INTAKES, closesAtMs);
  return incomplete.length > 0 && (await queuesAreEmpty?.()) === true;
}

/**
 * What stands against a final result. From here to the end of the transaction no vote of the contest is settled.
 *
 * @param madeUp the queues were found empty after the closing: a process that cannot tell has nothing in them
 */
export async function outstandingVotes(
  transaction: Transaction,
  subject: RollKey,
  closesAtMs: number,
  madeUp: boolean,
): Promise<OutstandingVotes> {
  await transaction.$queryRawUnsafe(LOCK_CONTEST, subject);
  const rows = await transaction.$queryRawUnsafe<{ contest: string; votes: bigint }[]>(OUTSTANDING, subject);
  const intakes = madeUp
    ? []
    : await transaction.$queryRawUnsafe<{ intake: string; reported_at: Date }[]>(
        INCOMPLETE_INTAKES,
        closesAtMs,
      );
  return {
    differences: rows.filter(({ contest, votes }) => contest !== '' && votes !== 0n),
    unreported: rows.find(({ contest }) => contest === '')?.votes ?? 0n,
    incompleteIntakes: intakes.map(({ intake, reported_at: reportedAt }) => ({ intake, reportedAt })),
  };
}

/** What is outstanding as sentences for an official; empty when nothing is. */
export function outstandingTexts({
  differences,
  unreported,
  incompleteIntakes,
}: OutstandingVotes): readonly string[] {
  const texts = differences.map(({ contest, votes }) =>
    votes > 0n
      ? `${votes} accepted votes of ${contest} are neither counted nor rejected: they are on their way, parked or lost.`
      : `${-votes} more votes of ${contest} were settled than received.`,
  );
  if (unreported > 0n) {
    texts.push(`${unreported} votes were published of which nothing is known: their receipts are missing.`);
  }
  const [first] = incompleteIntakes;
  if (first !== undefined) {
    texts.push(
      `${incompleteIntakes.length} ingestion processes have not reported that they accepted nothing more before the ` +
        `closing (${first.intake}, last heard of at ${first.reportedAt.toISOString()}), and the queues are not known to be empty.`,
    );
  }
  return texts;
}
