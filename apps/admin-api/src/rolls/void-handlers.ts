import type { SharedTurns } from '@scrutin/database';
import type { LocalizedText } from '@scrutin/election';
import { isRollKey } from '@scrutin/election';
import type { RollsInRedis, VoidingDependencies } from '@scrutin/election-office';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { changedOrAwaiting, NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

interface VoidHandlersOptions {
  readonly office: VoidingDependencies['office'];
  readonly roll: RollsInRedis;
  /** Turns over all replicas. */
  readonly sharedTurns: Pick<SharedTurns, 'take'>;
}

/** Replacing and revoking credentials. */
export function voidHandlers({
  office,
  roll,
  sharedTurns,
}: VoidHandlersOptions): OfficeHandlers<'replaceCredentials' | 'revokeCredentials'> {
  return {
    replaceCredentials: async ({ caller: { actor }, params, body }) => {
      const key = params.roll_key;
      if (!isRollKey(key)) return NOT_FOUND;
      const replacements = body.replacements.map(({ credential, replaced_by: replacedBy, region }) => ({
        credentialHash: hashOf(credential),
        replacedBy: hashOf(replacedBy),
        region,
      }));
      const options = {
        reason: body.reason,
        toOtherRegion: body.other_region,
        pepperCheck: body.pepper_check,
      };
      // One load of a roll at a time: replacements that are sent together wait for each other.
      const outcome = await sharedTurns.take(`roll ${key}`, () =>
        replaceCredentials(key, replacements, options, { office, roll, actor }),
      );
      if (outcome === undefined) return busy(undefined);
      if (!outcome.ok && outcome.kind === 'in-use') return busy(outcome.text);
      return changedOrAwaiting(outcome, ({ replaced, repeated, credentials, mended }) => ({
        roll: key,
        replaced,
        repeated,
        credentials,
        rebuild_needed: mended,
      }));
    },
    revokeCredentials: async ({ caller: { actor }, params, body }) => {
      const key = params.roll_key;
      if (!isRollKey(key)) return NOT_FOUND;
      const hashes = body.credentials.map(hashOf);
      const outcome = await revokeCredentials(key, hashes, body.reason, { office, roll, actor });
      return changedOrAwaiting(outcome, ({ made, repeated }) => ({ roll: key, revoked: made, repeated }));
    },
  };
}

const BUSY_RETRY_S = 10;

/** Something else writes the roll: another replica, or the command line. */
function busy(refusal: LocalizedText | undefined): ProblemAnswer {
  const answer = { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S } as const;
  return refusal === undefined ? answer : { ...answer, texts: { refusal } };
}

/** The contract allows 43 characters of base64url, which are 32 bytes. */
function hashOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
