import { pepperCheck } from '@scrutin/credentials';
import type { ApprovableOutcome } from '@scrutin/election';
import { lawRollKey } from '@scrutin/election';
import type { VoidingDependencies } from '@scrutin/election-office';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { Voter } from '@scrutin/voting-load';
import { atOffice, TEST_ACTOR } from './at-office.ts';
import { silentLogger } from './ballot-store/index.ts';
import { eventually } from './eventually.ts';
import { digest, hasherOf, pepperOf } from './hashing.ts';
import type { Stack } from './stack.ts';

/** What became of an attempt to make the credential of a letter void. */
export type VoidingOutcome = 'void' | 'has-voted';

/**
 * Replaces the letter of a voter of a law, by the same use case as the command line and the admin API. While a service is
 * away, Redis has lost the roll, or a vote of the letter is on its way, it tries again.
 */
export function replaceLetter(
  stack: Stack,
  { id }: { readonly id: string },
  lost: Voter,
  fresh: Voter,
): Promise<VoidingOutcome> {
  const hasher = hasherOf(stack.pepper);
  const pair = {
    credentialHash: hasher.credentialHash(lost.nas, lost.code, id),
    replacedBy: hasher.credentialHash(fresh.nas, fresh.code, id),
  };
  const options = {
    reason: 'The letter was lost.',
    pepperCheck: pepperCheck(pepperOf(stack.pepper), digest),
  };
  return untilDecided(stack, (voiding) => replaceCredentials(lawRollKey(id), [pair], options, voiding));
}

/** Revokes the letter of a voter of a law in the same way. */
export function revokeLetter(
  stack: Stack,
  { id }: { readonly id: string },
  { nas, code }: Voter,
): Promise<VoidingOutcome> {
  const hash = hasherOf(stack.pepper).credentialHash(nas, code, id);
  return untilDecided(stack, (voiding) => revokeCredentials(lawRollKey(id), [hash], 'Struck off.', voiding));
}

async function untilDecided(
  stack: Stack,
  act: (voiding: VoidingDependencies) => Promise<ApprovableOutcome<unknown>>,
): Promise<VoidingOutcome> {
  const roll = openVoterRoll({ url: stack.redis.url, connectionName: 'system-test', logger: silentLogger });
  try {
    return await eventually(
      'the letter is void, or its voter has voted',
      async () => {
        const outcome = await atOffice(stack, (office) => act({ office, roll, actor: TEST_ACTOR }));
        if (outcome.ok) return 'void';
        if (outcome.kind === 'state-forbids') return 'has-voted';
        throw new Error(outcome.detail);
      },
      { deadlineMs: 90_000, everyMs: 50 },
    );
  } finally {
    await roll.close();
  }
}
