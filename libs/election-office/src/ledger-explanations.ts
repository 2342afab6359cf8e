import type { ActOutcome, ContestKey } from '@scrutin/election';
import { parseContestKey, reasonProblem, refusalOfProblems, refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { NO_SUCH_CONTEST } from './unknown-contest.ts';

const VOTES_NOT_ZERO = {
  fr: 'Le nombre de votes doit être un nombre entier autre que 0.',
  en: 'The votes must be a whole number other than 0.',
};

/**
 * Puts on record why the ledger of a contest shows a difference: `votes` of `received - settled` are explained, in
 * addition to those explained before. A negative number explains votes that are too many, or takes an explanation back.
 * Without a contest, it explains votes whose receipts are missing. The numbers of the ledger do not change; only the
 * difference that is still unexplained becomes smaller (P5).
 */
export async function explainLedger(
  context: ActContext,
  actor: Actor,
  contest: ContestKey | undefined,
  votes: number,
  reason: string,
): Promise<ActOutcome<void>> {
  const problem = refusalOfProblems(
    contest === undefined || parseContestKey(contest) !== undefined ? undefined : NO_SUCH_CONTEST,
    Number.isSafeInteger(votes) && votes !== 0 ? undefined : VOTES_NOT_ZERO,
    reasonProblem(reason),
  );
  if (problem !== undefined) return problem;
  const subject = contest ?? 'ledger';
  return act(context, { actor, action: 'ledger.explain', subject, reason }, async (transaction) => {
    if (contest !== undefined) {
      const known = await transaction.$queryRaw<unknown[]>`
        SELECT FROM contest_ledger WHERE contest_key = ${contest}`;
      if (known.length === 0)
        return refused('not-found', {
          fr: `Le bilan ne contient aucun vote de ${contest}.`,
          en: `The ledger has no votes of ${contest}.`,
        });
    }
    await transaction.$executeRaw`
      INSERT INTO ledger_explanations (contest_key, votes, reason) VALUES (${contest ?? ''}, ${BigInt(votes)}, ${reason})`;
    return { ok: true, value: undefined, after: { votes } };
  });
}
