import type { Database, Prisma } from '@scrutin/database';
import type { ActOutcome, ApprovableOutcome, Refusal, VoidRequest } from '@scrutin/election';
import { EFFECT_MARGIN_MS, reasonProblem, refusalOfProblems } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { Actor } from './acts.ts';
import type { ActRequest, GivenApproval } from './approval.ts';
import { needsApproval, NotApprovable, propose, takeApproval } from './approval.ts';
import { outdatedRefusal } from './contest-version.ts';
import type { QueuesAreEmpty, UnknownVotes } from './outstanding-votes.ts';
import { json, record } from './record-act.ts';
import type { ConstraintMeanings } from './refusals.ts';
import { refusalOf } from './refusals.ts';
import type { SecondFactorSecrets } from './second-factor-secrets.ts';

export { record } from './record-act.ts';

export type Transaction = Prisma.TransactionClient;

/** How an act ended: it failed if it threw an error, and then the database may be away. */
type ActResult = 'done' | 'refused' | 'proposed' | 'failed';

/** What every act needs: the database it writes to, and the clock by which it is judged. */
export interface ActContext {
  readonly database: Database;
  readonly clock: () => number;
  /** Asked before a certification if an ingestion process has not reported everything that it accepted. */
  readonly queuesAreEmpty?: QueuesAreEmpty | undefined;
  /** Asked before a certification. Without it, the second count is not compared. */
  readonly unknownVotes?: UnknownVotes | undefined;
  readonly secondFactors: SecondFactorSecrets;
  /** Counts an act for the metrics. */
  readonly countAct?: ((action: string, outcome: ActResult) => void) | undefined;
  /** Given while an act that was proposed is carried out, because a second person approved it. */
  readonly approval?: GivenApproval | undefined;
}

/** What the record of acts says about an act, apart from its subject before and after. */
export interface ActHeader extends ConstraintMeanings {
  readonly actor: Actor;
  /** `noun.verb` */
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
  /** For an act that is not short: the longest time that its transaction may take. */
  readonly longestMs?: number;
}

/** An act for which the policy may ask for the approval of a second person. */
export interface ApprovableHeader extends ActHeader {
  /** What is asked for. With it the act is carried out when somebody approves it. */
  readonly request: ActRequest;
  /** The hash of a password that the act sets. Only the admin API reads it. */
  readonly secret?: string | undefined;
  /** The credentials that the act makes void. */
  readonly listed?: readonly VoidRequest[] | undefined;
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
  /** What must not change until somebody approves the act: `before`, if it is absent. */
  readonly basis?: unknown;
  /** Whether an approvable act needs an approval, if only its outcome shows this. */
  readonly needsApproval?: boolean | undefined;
  /** True if all of it was done before. Then no act goes on record, unless it was approved. */
  readonly changesNothing?: boolean | undefined;
  /** What a proposal of the act asks for, if more is known now than before the act. */
  readonly request?: ActRequest | undefined;
  /** An approval that was given before, which the act uses up. */
  readonly approval?: GivenApproval | undefined;
  /** The reason with which it was approved, which takes the place of that of the header. */
  readonly reason?: string | undefined;
}

/** Acts on one contest wait for each other, and each of them is short. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Carries out an act in one transaction. `work` locks what it depends on, decides, and then writes or refuses. The row
 * in the record of acts is written in the same transaction. After a refusal by `work`, or by a constraint of the
 * database, nothing is changed and nothing is on record.
 *
 * An act with a `request` that needs the approval of a second person is judged in the same way. Then it is rolled back
 * and stored as a proposal. When it is approved, it is judged and carried out by the same function, in one transaction
 * with the decision.
 *
 * @throws TransientError when the database is away or busy, or when the act took so long that its effect would come too
 * soon
 * @throws NotApprovable when the approval with which it is carried out does not hold
 */
export function act<T>(
  context: ActContext,
  header: ApprovableHeader,
  work: (transaction: Transaction) => Promise<Done<T> | Refusal>,
): Promise<ApprovableOutcome<T>>;
export function act<T>(
  context: ActContext,
  header: ActHeader,
  work: (transaction: Transaction) => Promise<Done<T> | Refusal>,
): Promise<ActOutcome<T>>;
export async function act<T>(
  context: ActContext,
  header: ActHeader | ApprovableHeader,
  work: (transaction: Transaction) => Promise<Done<T> | Refusal>,
): Promise<ApprovableOutcome<T>> {
  let result: ActResult = 'failed';
  try {
    const outcome = unreadableReason(header) ?? (await carryOut(context, header, work));
    result = resultOf(outcome);
    return outcome;
  } finally {
    context.countAct?.(header.action, result);
  }
}

/** The refusal of a reason that people could not read. Whether an act needs one is decided by the act. */
function unreadableReason({ reason }: ActHeader): Refusal | undefined {
  return reason === undefined || reason.trim() === '' ? undefined : refusalOfProblems(reasonProblem(reason));
}

function resultOf(outcome: ApprovableOutcome<unknown>): ActResult {
  if (outcome.ok) return 'done';
  return outcome.kind === 'awaits-approval' ? 'proposed' : 'refused';
}

async function carryOut<T>(
  context: ActContext,
  header: ActHeader | ApprovableHeader,
  work: (transaction: Transaction) => Promise<Done<T> | Refusal>,
): Promise<ApprovableOutcome<T>> {
  const { database, clock, approval } = context;
  const outcome = await database.run('act', async (client) => {
    try {
      const value = await client.$transaction(
        async (transaction) => {
          const approved =
            approval === undefined ? undefined : await takeApproval(context, transaction, approval);
          // Asked before the act, which may change the policy itself.
          const waits =
            approved === undefined && 'request' in header && (await needsApproval(transaction, header));
          const { madeFrom } = header.actor;
          const outdated =
            madeFrom === undefined ? undefined : await outdatedRefusal(transaction, header.subject, madeFrom);
          if (outdated !== undefined) throw new TakenBack(outdated);
          const outcome = await work(transaction);
          if (!outcome.ok) throw new TakenBack(outcome);
          const basis = json(outcome.basis ?? outcome.before ?? null);
          if (waits || (approved === undefined && outcome.needsApproval === true))
            throw new NeedsApproval(basis, outcome.request);
          await approved?.decide(basis);
          if (outcome.changesNothing !== true || approved !== undefined)
            await record(
              transaction,
              { ...header, reason: outcome.reason ?? header.reason, approved: approved ?? outcome.approval },
              outcome,
            );
          if (outcome.effectiveAtMs !== undefined && outcome.effectiveAtMs - clock() < EFFECT_MARGIN_MS) {
            throw new TransientError('the act took so long that its effect would have come too soon');
          }
          return outcome.value;
        },
        { maxWait: LONGEST_WAIT_MS, timeout: header.longestMs ?? LONGEST_WAIT_MS },
      );
      return { ok: true, value } as const;
    } catch (error) {
      // Returned, as the database would take an unknown error for its own.
      if (error instanceof NeedsApproval || error instanceof NotApprovable) return error;
      const refusal = error instanceof TakenBack ? error.refusal : refusalOf(error, header);
      if (refusal === undefined) throw error;
      return refusal;
    }
  });
  if (outcome instanceof NotApprovable) throw outcome;
  if (!(outcome instanceof NeedsApproval)) return outcome;
  const { request = (header as ApprovableHeader).request, basis } = outcome;
  return propose(context, { ...(header as ApprovableHeader), request }, basis);
}

/** Carries a refusal out of a transaction: only an exception rolls a transaction back. */
class TakenBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** Rolls back an act that was judged and needs an approval. */
class NeedsApproval extends Error {
  readonly basis: Prisma.InputJsonValue | null;
  readonly request: ActRequest | undefined;
  constructor(basis: Prisma.InputJsonValue | null, request: ActRequest | undefined) {
    super('the act needs an approval');
    this.basis = basis;
    this.request = request;
  }
}
