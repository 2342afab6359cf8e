import { z } from 'zod';
import type { ContestKey, SubmissionId } from '@scrutin/election';
import { contestSchema, submissionIdSchema } from './contest-schemas.ts';

/**
 * The votes of a group in one contest: how many have no Idempotency-Key, and the identifiers of those that have one.
 */
export type ReceiptContest = readonly [
  contest: ContestKey,
  unkeyed: number,
  keyedIds: readonly SubmissionId[],
];

/**
 * The receipt of a group of votes that an ingestion process published (P5). It travels with the votes to the database,
 * which therefore knows what was received even if the process ended before it could report it.
 *
 * `number` is the number of the group in its process, from 1. `votesBefore` is the number of votes in all groups before
 * it. The receipt is an array, like the votes, in the form in which `settle_votes()` takes it.
 */
export type Receipt = readonly [
  intakeId: string,
  number: number,
  votesBefore: number,
  contests: readonly ReceiptContest[],
];

const receipt = z.tuple([
  z.uuid(),
  z.int().min(1),
  z.int().min(0),
  z.array(z.tuple([contestSchema, z.int().min(0), z.array(submissionIdSchema)])).min(1),
]) satisfies z.ZodType<Receipt>;

/** An entry of a message. The first entry may carry the receipts of the groups in which the entries came. */
export interface WithReceipts {
  readonly receipts?: readonly Receipt[];
}

/** The receipts that the entries carry, each once. */
export function receiptsOf(entries: readonly WithReceipts[]): readonly Receipt[] {
  const found: Receipt[] = [];
  for (const { receipts } of entries) if (receipts !== undefined) found.push(...receipts);
  if (found.length < 2) return found;
  return [...new Map(found.map((one) => [`${one[0]} ${one[1]}`, one])).values()];
}

/**
 * The receipts in a message. Those that cannot be read are left out, as the process that issued them reports them too.
 */
export function readReceipts(given: unknown): readonly Receipt[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one) => {
    const parsed = receipt.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}
