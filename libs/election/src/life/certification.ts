import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import { talliesDiffer } from '../counting/counting-rules.ts';

/** The latest count of a contest on record. */
export interface CountOnRecord {
  /** The contest's key, for the sentences. */
  readonly contest: string;
  readonly isComplete: boolean;
  readonly isPublished: boolean;
  readonly computedAtMs: number;
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal. */
  readonly ballotsDigest: string;
  /** Candidates that the count gives votes to, in any of its rounds. */
  readonly tallied: ReadonlySet<string>;
}

/** The ballots in the box of a contest, and what else the books say of them (P4). */
export interface BallotsInBox {
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal. */
  readonly digest: string;
  /** Selections of which the tallies have another number. */
  readonly differing: number;
  /** Voters that are recorded as counted. */
  readonly voters: bigint;
}

/**
 * Accepted votes that are not in the books stand against certifying (P5), unless a reason is given.
 *
 * @param outstanding a sentence for each kind of them
 */
export function outstandingRefusal(
  outstanding: readonly string[],
  reason: string | undefined,
): Refusal | undefined {
  if (outstanding.length === 0 || reason !== undefined) return undefined;
  return refused(
    'incomplete',
    `${outstanding.join(' ')} Wait for them, or look for them with \`scrutin ledger\` and \`scrutin parked list\`; ` +
      'to certify without them, give the reason.',
  );
}

/** The latest count of a contest must be complete, published, and made after the closing and after every withdrawal. */
export function countGap(
  contest: string,
  latest: CountOnRecord | undefined,
  closesAtMs: number,
  withdrawn: readonly string[],
): Refusal | undefined {
  if (latest === undefined) return refused('incomplete', `${contest} has not been tabulated.`);
  if (!latest.isComplete) {
    return refused('incomplete', `The latest tabulation of ${contest} is not complete.`);
  }
  if (!latest.isPublished) {
    return refused('incomplete', `The latest tabulation of ${contest} has not been published.`);
  }
  // Both by the clock that acts are judged by.
  if (latest.computedAtMs < closesAtMs) {
    return refused(
      'incomplete',
      `The latest tabulation of ${contest} was made before the closing, until which candidates may withdraw: ` +
        'tabulate and publish it again.',
    );
  }
  // A count is dated when it is put on record: it may have begun before a withdrawal.
  const counted = withdrawn.find((id) => latest.tallied.has(id));
  return counted === undefined
    ? undefined
    : refused(
        'incomplete',
        `The latest tabulation of ${contest} counts votes for ${counted}, who has withdrawn: tabulate and ` +
          'publish it again.',
      );
}

/**
 * The count must be of exactly the ballots that there are (P8).
 *
 * @param digested the ballots as they were looked at beforehand, which takes seconds
 * @param ballotsNow how many there are now. Ballots are only ever added (P4), and none any more: as many as were
 *   digested are the ones that were digested
 */
export function ballotsGap(
  { contest, ballots: counted, ballotsDigest }: CountOnRecord,
  digested: BallotsInBox | undefined,
  ballotsNow: bigint,
): Refusal | undefined {
  if (digested?.ballots !== ballotsNow) {
    return refused('incomplete', `${contest} changed while its ballots were looked at: certify it again.`);
  }
  if (digested.differing > 0) return refused('incomplete', talliesDiffer(contest));
  if (digested.voters !== ballotsNow) {
    return refused(
      'incomplete',
      `${contest} has ${ballotsNow} ballots and ${digested.voters} voters that are recorded as counted. Nothing is ` +
        'certified until that is explained; docs/AUDITING.md says how to find the difference.',
    );
  }
  return counted === ballotsNow && ballotsDigest === digested.digest
    ? undefined
    : refused(
        'incomplete',
        `The latest tabulation of ${contest} is of ${counted} ballots, and these are not the ` +
          `${ballotsNow} that are counted now: tabulate and publish it again.`,
      );
}
