import type { Database, Prisma } from '@scrutin/database';
import type { ActOutcome, Refusal } from '@scrutin/election';
import { EFFECT_MARGIN_MS } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { Actor } from './acts.ts';
import type { QueuesAreEmpty } from './outstanding-votes.ts';
import type { ConstraintMeanings } from './refusals.ts';
import { refusalOf } from './refusals.ts';
import type { SecondFactorSecrets } from './second-factor-secrets.ts';

export type Transaction = Prisma.TransactionClient;

/** What every act needs: the database it writes to, and the clock by which it is judged. */
export interface ActContext {
  readonly database: Database;
  readonly clock: () => number;
  /** Asked before a certification if an ingestion process has not reported everything that it accepted. */
  readonly queuesAreEmpty?: QueuesAreEmpty | undefined;
  readonly secondFactors: SecondFactorSecrets;
}

/** What the record of acts says about an act, apart from its subject before and after. */
export interface ActHeader extends ConstraintMeanings {
  readonly actor: Actor;
  /** `noun.verb` */
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
}

/** An act that succeeded: the value it returns, and its subject before and after for the record of acts. */
export interface Done<T> {
  readonly ok: true;
  readonly value: T;
  readonly before?: unknown;
  readonly after?: unknown;
  /**
   * The time at which the act gives or takes away a right. If this time is less than EFFECT_MARGIN_MS ahead when the
   * act ends, the act is rolled back.
   */
  readonly effectiveAtMs?: number | undefined;
}

/** Acts on one contest wait for each other, and each of them is short. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Carries out an act in one transaction. `work` locks what it depends on, decides, and then writes or refuses. The row
 * in the record of acts is written in the same transaction. After a refusal by `work`, or by a constraint of the
 * database, nothing is changed and nothing is on record.
 *
 * @throws TransientError when the database is away or busy, or when the act took so long that its effect would come too
 * soon
 */
export function act<T>(
  { database, clock }: ActContext,
  header: ActHeader,
  work: (transaction: Transaction) => Promise<Done<T> | Refusal>,
): Promise<ActOutcome<T>> {
  return database.run('act', async (client) => {
    try {
      const value = await client.$transaction(
        async (transaction) => {
          const outcome = await work(transaction);
          if (!outcome.ok) throw new TakenBack(outcome);
          await record(transaction, header, outcome);
          if (outcome.effectiveAtMs !== undefined && outcome.effectiveAtMs - clock() < EFFECT_MARGIN_MS) {
            throw new TransientError('the act took so long that its effect would have come too soon');
          }
          return outcome.value;
        },
        { maxWait: LONGEST_WAIT_MS, timeout: LONGEST_WAIT_MS },
      );
      return { ok: true, value };
    } catch (error) {
      const refusal = error instanceof TakenBack ? error.refusal : refusalOf(error, header);
      if (refusal === undefined) throw error;
      return refusal;
    }
  });
}

/** Writes a row of the record of acts. The database sets its time. */
export async function record(
  transaction: Transaction,
  { actor, action, subject, reason }: ActHeader,
  { before, after }: { readonly before?: unknown; readonly after?: unknown } = {},
): Promise<void> {
  await transaction.adminAudit.create({
    data: {
      actor: actor.name,
      officialId: actor.officialId ?? null,
      action,
      subject,
      reason: reason ?? null,
      ...(before === undefined ? {} : { before: json(before) }),
      ...(after === undefined ? {} : { after: json(after) }),
    },
    // Reads back only the key: the rest of the row is known.
    select: { id: true },
  });
}

/** Writes a bigint as a decimal text, because JSON numbers are too small for it, and a Map as an object. */
function json(value: unknown): Prisma.InputJsonValue {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    return member instanceof Map ? Object.fromEntries(member as Map<string, unknown>) : member;
  });
  return JSON.parse(text) as Prisma.InputJsonValue;
}

/** Carries a refusal out of a transaction: only an exception rolls a transaction back. */
class TakenBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
