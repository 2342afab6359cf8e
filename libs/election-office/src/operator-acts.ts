import type { ActOutcome, ContestKey, RollKey } from '@scrutin/election';
import {
  integerProblem,
  parseContestKey,
  parseRollKey,
  reasonProblem,
  refusalOfProblems,
  refused,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { NO_SUCH_CONTEST, ROLL_OF_NOTHING } from './unknown-contest.ts';

/** What is about to be removed from the parking queue. */
export interface DiscardedMessage {
  /** The id of the parked message. */
  readonly message: string;
  /** Undefined if the contest of the votes cannot be read. */
  readonly contest: ContestKey | undefined;
  /** The number of votes of this contest in the message. They will never be counted. */
  readonly votes: number;
}

/**
 * Puts on record that an operator removes a parked message for good, before it is removed. A message with votes of
 * several contests needs one act for each of them.
 */
export async function recordDiscard(
  context: ActContext,
  actor: Actor,
  { message, contest, votes }: DiscardedMessage,
  reason: string,
): Promise<ActOutcome<void>> {
  const problem = refusalOfProblems(
    contest === undefined || parseContestKey(contest) !== undefined ? undefined : NO_SUCH_CONTEST,
    integerProblem('number of votes', votes, 0, Number.MAX_SAFE_INTEGER),
    reasonProblem(reason),
  );
  if (problem !== undefined) return problem;
  const header = { actor, action: 'votes.discard', subject: contest ?? 'ledger', reason };
  return act(context, header, () =>
    Promise.resolve({ ok: true, value: undefined, after: { message, votes } }),
  );
}

/**
 * Puts on record that an operator takes back this number of claims without a counted vote, before they are taken back.
 * Their voters can then vote again.
 */
export async function recordRelease(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  claims: number,
  reason: string,
): Promise<ActOutcome<void>> {
  const problem = refusalOfProblems(
    parseRollKey(rollKey) === undefined ? ROLL_OF_NOTHING : undefined,
    integerProblem('number of claims', claims, 1, Number.MAX_SAFE_INTEGER),
    reasonProblem(reason),
  );
  if (problem !== undefined) return problem;
  return act(context, { actor, action: 'roll.release', subject: rollKey, reason }, async (transaction) => {
    const registered = await transaction.roll.findUnique({ where: { rollKey }, select: { rollKey: true } });
    if (registered === null)
      return refused('not-found', {
        fr: `Aucune liste électorale ${rollKey} n’est au registre.`,
        en: `No roll ${rollKey} is on record.`,
      });
    return { ok: true, value: undefined, after: { claims } };
  });
}
