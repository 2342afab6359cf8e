import type { Database, Prisma } from '@scrutin/database';
import type { ActOutcome, Refusal } from '@scrutin/election';
import { EFFECT_MARGIN_MS } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { Actor } from './acts.ts';
import type { QueuesAreEmpty } from './outstanding-votes.ts';
import type { ConstraintMeanings } from './refusals.ts';
import { refusalOf } from './refusals.ts';

export type Transaction = Prisma.TransactionClient;

/** Where acts are done, and by which clock they are judged. */
export interface ActContext {
  readonly database: Database;
  readonly clock: () => number;
  /** Asked before a certification where an ingestion process cannot tell what it accepted. */
  readonly queuesAreEmpty?: QueuesAreEmpty | undefined;
}

/** What goes on record. */
export interface ActHeader extends ConstraintMeanings {
  readonly actor: Actor;
  /** `noun.verb` */
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
}

/** An act that is done: what it answers, and the record of its subject before and after. */
export interface Done<T> {
  readonly ok: true;
  readonly value: T;
  readonly before?: unknown;
  readonly after?: unknown;
  /** When it gives or takes a right. The act is taken back when this is no longer EFFECT_MARGIN_MS ahead at its end. */
  readonly effectiveAtMs?: number | undefined;
}

/** Acts on one contest wait for each other, and each is short. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Does an act: `work` locks what it depends on, decides, and writes or refuses; its row in the record of acts
 * is written in the same transaction. After a refusal, or a constraint that says one, nothing is changed and
 * nothing is on record.
 *
 * @throws TransientError when the database is away or busy, or held the act up so long that its effect would come too soon
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

/** Writes a row of the record of acts; its time is the database's. */
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
    // Of what it writes it reads back no more than the key.
    select: { id: true },
  });
}

/** Counts as decimal texts: JSON has no whole number that is large enough. Maps as objects. */
function json(value: unknown): Prisma.InputJsonValue {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    return member instanceof Map ? Object.fromEntries(member as Map<string, unknown>) : member;
  });
  return JSON.parse(text) as Prisma.InputJsonValue;
}

/** Carries a refusal out of a transaction, which only an exception rolls back. */
class TakenBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
