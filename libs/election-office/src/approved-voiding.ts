import { registeredRolls } from '@scrutin/database';
import type { ApprovableOutcome, Proposal } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import type { ActRequest, VoidingRequest } from './approval.ts';
import { readList } from './proposed-list.ts';
import { replaceCredentials, revokeCredentials } from './replace-credentials.ts';
import { beginRollLoad, recordReplacement } from './rolls.ts';
import type { RollsInRedis } from './rolls-in-redis.ts';
import { replacedBefore, revoke } from './void-credentials.ts';

/** What a proposal asks for, if it is to make credentials void. */
export function voidingOf({ request }: Proposal): VoidingRequest | undefined {
  const asked = request as ActRequest;
  return asked.kind === 'voiding' ? asked : undefined;
}

/**
 * Replaces or revokes the credentials of a proposal.
 *
 * With the approval in `context`, PostgreSQL decides and records the approval in one transaction, and then Redis learns
 * of it. Without it, this completes what was approved before and was interrupted before Redis knew all of it: PostgreSQL
 * finds every credential void already, and nothing else is made void.
 *
 * @param roll undefined for a caller that has no connection to Redis; the act is refused
 */
export async function performVoiding(
  context: ActContext,
  actor: Actor,
  { id, action }: Proposal,
  { roll: rollKey, reason, pepperCheck }: VoidingRequest,
  roll: RollsInRedis | undefined,
): Promise<ApprovableOutcome<unknown>> {
  if (roll === undefined) return NEEDS_REDIS;
  const listed = await readList(context, id);
  const plain: ActContext = { ...context, approval: undefined };
  const dependencies = {
    actor,
    roll,
    office: {
      rolls: () => registeredRolls(context.database),
      // The beginning of the load is an act of its own, without the approval.
      beginRollLoad: (...given: Given<typeof beginRollLoad>) => beginRollLoad(plain, ...given),
      recordReplacement: (...given: Given<typeof recordReplacement>) => recordReplacement(context, ...given),
      // An approval is decided by the act, even if all of it was done before.
      replacedBefore: (...given: Given<typeof replacedBefore>) =>
        context.approval === undefined ? replacedBefore(context, ...given) : Promise.resolve(false),
      revoke: (...given: Given<typeof revoke>) => revoke(context, ...given),
    },
  };
  if (action === 'roll.revoke') {
    const hashes = listed.map(({ credentialHash }) => credentialHash);
    return revokeCredentials(rollKey, hashes, reason, dependencies);
  }
  const replacements = listed.flatMap(({ replacedBy, ...each }) =>
    replacedBy === undefined ? [] : [{ ...each, replacedBy }],
  );
  // The regions are those of the list, which was judged when it was proposed.
  return replaceCredentials(
    rollKey,
    replacements,
    { reason, pepperCheck, toOtherRegion: true },
    dependencies,
  );
}

/** The arguments of an act after its context. */
type Given<Act extends (context: ActContext, ...given: never[]) => unknown> = Act extends (
  context: ActContext,
  ...given: infer Rest
) => unknown
  ? Rest
  : never;

const NEEDS_REDIS = refused('incomplete', {
  fr: 'Cette proposition change aussi la liste dans Redis, auquel ce programme n’est pas relié : approuvez-la par l’API d’administration ou par « scrutin proposal approve ».',
  en: 'This proposal also changes the roll in Redis, to which this program has no connection: approve it through the admin API or with `scrutin proposal approve`.',
});
