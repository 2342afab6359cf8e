import { isRollKey } from '@scrutin/election';
import type { RollsInRedis, VoidingDependencies } from '@scrutin/election-office';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { changedOrAwaiting, NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

interface VoidHandlersOptions {
  readonly office: VoidingDependencies['office'];
  readonly roll: RollsInRedis;
}

/** Replacing and revoking credentials. */
export function voidHandlers({
  office,
  roll,
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
      const outcome = await replaceCredentials(key, replacements, options, { office, roll, actor });
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

/** The contract allows 43 characters of base64url, which are 32 bytes. */
function hashOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
