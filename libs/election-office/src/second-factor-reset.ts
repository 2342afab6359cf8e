import type { ActOutcome, LocalizedText, Refusal } from '@scrutin/election';
import { reasonProblem, refusalOfProblems, refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import { changeAccount, endSessionsOf, findOfficial, noOfficial } from './change-account.ts';
import type { Official } from './officials.ts';
import { WITHOUT_SECOND_FACTOR } from './second-factor.ts';

/** A request that is older than this can no longer be confirmed. */
const LONGEST_REQUEST_MS = 24 * 3_600_000;

/**
 * Asks for the removal of the second factor of somebody who has lost it. Nothing changes until another person confirms
 * it with {@link confirmSecondFactorReset}. It replaces an earlier request.
 */
export async function askSecondFactorReset(
  context: ActContext,
  actor: Actor,
  officialId: string,
  reason: string,
): Promise<ActOutcome<Official>> {
  const problem = refusalOfProblems(reasonProblem(reason));
  if (problem !== undefined) return problem;
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  const action = 'official.ask-second-factor-reset';
  return changeAccount(
    context,
    actor,
    official,
    action,
    (_, before) => {
      if (before.secondFactorAtMs === undefined) return Promise.resolve(refused('state-forbids', NO_FACTOR));
      const refusal = ofOneself(actor, before);
      if (refusal !== undefined) return Promise.resolve(refusal);
      const value = { resetAskedBy: actor.name, resetAskedAt: new Date(context.clock()) };
      return Promise.resolve({ ok: true, value });
    },
    reason,
  );
}

/**
 * Removes the second factor for which another person asked within the last 24 hours, and ends the sessions of the
 * account. Where a second factor is required, its owner must enrol a new one at the next login.
 */
export async function confirmSecondFactorReset(
  context: ActContext,
  actor: Actor,
  officialId: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  return changeAccount(context, actor, official, 'official.reset-second-factor', async (row, before) => {
    const asked = before.secondFactorReset;
    if (asked === undefined || context.clock() - asked.askedAtMs > LONGEST_REQUEST_MS) {
      return refused('state-forbids', NOT_ASKED);
    }
    if (asked.askedBy === actor.name) return refused('state-forbids', SAME_PERSON);
    const refusal = ofOneself(actor, before);
    if (refusal !== undefined) return refusal;
    await endSessionsOf(row, before.id);
    return { ok: true, value: WITHOUT_SECOND_FACTOR };
  });
}

/** Takes back the request for a removal. */
export async function withdrawSecondFactorReset(
  context: ActContext,
  actor: Actor,
  officialId: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  return changeAccount(context, actor, official, 'official.withdraw-second-factor-reset', (_, before) =>
    Promise.resolve(
      before.secondFactorReset === undefined
        ? refused('state-forbids', NOT_ASKED)
        : { ok: true, value: { resetAskedBy: null, resetAskedAt: null } },
    ),
  );
}

function ofOneself(actor: Actor, official: Official): Refusal | undefined {
  return actor.officialId === official.id ? refused('state-forbids', OF_ONESELF) : undefined;
}

const NO_FACTOR: LocalizedText = {
  fr: 'Le compte n’a pas de second facteur.',
  en: 'The account has no second factor.',
};
const NOT_ASKED: LocalizedText = {
  fr: 'Personne n’a demandé le retrait de ce second facteur dans les dernières 24 heures.',
  en: 'Nobody has asked for the removal of this second factor in the last 24 hours.',
};
const SAME_PERSON: LocalizedText = {
  fr: 'La personne qui a demandé ce retrait ne peut pas le confirmer : il faut une autre personne.',
  en: 'The person who asked for this removal cannot confirm it: another person must.',
};
const OF_ONESELF: LocalizedText = {
  fr: 'Personne ne peut demander ni confirmer le retrait de son propre second facteur : demandez à d’autres.',
  en: 'Nobody can ask for or confirm the removal of their own second factor: ask others.',
};
