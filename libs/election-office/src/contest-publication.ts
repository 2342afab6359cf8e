import type { RollKey } from '@scrutin/election';
import type { Transaction } from './act.ts';
import { versionOfLocked } from './contest-version.ts';
import { addedSincePublication } from './late-registrations.ts';

/** The roll that is published with its contest. The digest is empty for a roll that was put on record without one. */
export interface RollToPublish {
  readonly credentials: string;
  readonly digest: string;
  readonly edition: string;
  readonly generation: string;
}

/** What becomes public with a draft, besides the contest itself. */
export interface Publication {
  readonly roll: RollToPublish;
  /** The version of everything that officials have configured, races and candidates included. */
  readonly version: string | undefined;
  /**
   * How many credentials were added to the roll since the contest was last published and taken back. Undefined if it is
   * published for the first time, and for a contest of one official.
   */
  readonly addedSinceLast: bigint | undefined;
}

/**
 * What becomes public with a draft, whose row is locked. A second official who approves the publication approves exactly
 * this, so a proposal is void once it differs.
 *
 * @returns undefined for a contest without a roll, which cannot be published
 */
export async function publicationOf(
  transaction: Transaction,
  rollKey: RollKey,
): Promise<Publication | undefined> {
  const select = { credentials: true, digest: true, edition: true, generation: true } as const;
  const found = await transaction.roll.findUnique({ where: { rollKey }, select });
  if (found === null) return undefined;
  return {
    roll: { ...found, credentials: found.credentials.toString() },
    version: await versionOfLocked(transaction, rollKey),
    addedSinceLast: await addedSincePublication(transaction, rollKey, found),
  };
}
