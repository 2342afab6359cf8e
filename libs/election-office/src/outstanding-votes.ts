import type { LocalizedText, RollKey } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { INCOMPLETE_INTAKES, LOCK_CONTEST, OUTSTANDING } from './sql/outstanding.sql.ts';

/**
 * Says whether the queues of the pipeline are empty: no message waits, and no consumer has one. Undefined if that is
 * not known, because the broker is away or its management API is not configured. It may take some seconds.
 */
export type QueuesAreEmpty = () => Promise<boolean | undefined>;

/**
 * The accepted votes of each contest of which the database knows nothing, according to the count that the ingestion
 * processes keep outside of it. There are such votes after a restore, and while votes are on their way.
 *
 * @throws TransientError if that count cannot be read
 */
export type UnknownVotes = () => Promise<readonly { readonly contest: string; readonly votes: number }[]>;

/** Accepted votes that are not settled, or of which it is not known whether they are (P5). */
export interface OutstandingVotes {
  /** `received - settled` of each contest for which it is not 0. Negative if more votes were settled than received. */
  readonly differences: readonly { readonly contest: string; readonly votes: bigint }[];
  /** Votes whose receipts are missing, so that their contest is not known. */
  readonly unreported: bigint;
  /**
   * Ingestion processes that have not reported that they accepted no more votes. Empty if the queues were found empty
   * after the closing.
   */
  readonly incompleteIntakes: readonly { readonly intake: string; readonly reportedAt: Date }[];
  /** Accepted votes of which the database knows nothing: they are on their way, or it was restored. */
  readonly unknown: Awaited<ReturnType<UnknownVotes>>;
}

/**
 * Finds out, before the act because it takes seconds, whether there are ingestion processes without a complete report
 * but the queues are empty. Then those processes have no vote in the queues that could be missing from the count.
 */
export async function queuesMakeUp(
  { database }: ActContext,
  closesAtMs: number,
  queuesAreEmpty: QueuesAreEmpty | undefined,
): Promise<boolean> {
  const incomplete = await database.query('certification', INCOMPLETE_INTAKES, closesAtMs);
  return incomplete.length > 0 && (await queuesAreEmpty?.()) === true;
}

/**
 * The votes that prevent a final result. From this call to the end of the transaction, no vote of the contest is
 * settled.
 *
 * @param madeUp true if the queues were found empty after the closing, so that incomplete reports do not matter
 */
export async function outstandingVotes(
  transaction: Transaction,
  subject: RollKey,
  closesAtMs: number,
  madeUp: boolean,
): Promise<Omit<OutstandingVotes, 'unknown'>> {
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

/** Sentences for an official about the votes that are outstanding. Empty if there are none. */
export function outstandingTexts({
  differences,
  unreported,
  incompleteIntakes,
  unknown,
}: OutstandingVotes): readonly LocalizedText[] {
  const texts: LocalizedText[] = differences.map(({ contest, votes }) =>
    votes > 0n
      ? {
          fr: `${votes} votes acceptés de ${contest} ne sont ni comptés ni rejetés : ils sont en route, mis de côté ou perdus.`,
          en: `${votes} accepted votes of ${contest} are neither counted nor rejected: they are in flight, parked or lost.`,
        }
      : {
          fr: `Il y a eu, pour ${contest}, ${-votes} votes traités de plus que de votes reçus.`,
          en: `${-votes} more votes of ${contest} were settled than received.`,
        },
  );
  if (unreported > 0n) {
    texts.push({
      fr: `${unreported} votes ont été transmis dont les reçus manquent : on n’en sait pas plus.`,
      en: `${unreported} votes were published whose receipts are missing: nothing more is known about them.`,
    });
  }
  const [first] = incompleteIntakes;
  if (first !== undefined) {
    const [processes, last] = [incompleteIntakes.length, first.reportedAt.toISOString()];
    texts.push({
      fr: `${processes} processus de réception n’ont pas déclaré tous les votes qu’ils ont acceptés avant la clôture (dernière déclaration de ${first.intake} : ${last}), et on ne sait pas si les files sont vides.`,
      en: `${processes} ingestion processes have not reported all votes that they accepted before the closing (${first.intake} reported last at ${last}), and the queues are not known to be empty.`,
    });
  }
  for (const { contest, votes } of unknown) {
    texts.push({
      fr: `${votes} votes de ${contest} ont été acceptés, et la base de données n’en sait rien : ils sont en route, ou la base a été restaurée (« scrutin ledger recover » les inscrit alors au bilan des votes).`,
      en: `${votes} votes of ${contest} were accepted, and the database knows nothing of them: they are on their way, or the database was restored (\`scrutin ledger recover\` then puts them on the ledger).`,
    });
  }
  return texts;
}
