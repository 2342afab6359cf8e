import type { RollKey } from '@scrutin/election';
import type { Transaction } from './act.ts';
import type { AddedLate } from './late-registrations.ts';
import { addedSincePublication } from './late-registrations.ts';

/** The roll that is published with its contest. The digest is empty for a roll that was put on record without one. */
export interface RollToPublish {
  readonly credentials: string;
  readonly digest: string;
  readonly edition: string;
  readonly generation: string;
}

/** What a publication says about the roll. */
export interface PublicationOfRoll {
  /** What a second official approves. A proposal is void once it differs. */
  readonly roll: RollToPublish;
  /** What was added to it since the last publication, which was taken back. */
  readonly added: AddedLate;
}

/**
 * The roll with which a draft becomes public. What was added to it since it was last published counts as if it had stayed
 * published, so that nobody gets around the number of late registrations by taking the contest back.
 *
 * @returns undefined for a contest without a roll, which cannot be published
 */
export async function publicationOfRoll(
  transaction: Transaction,
  rollKey: RollKey,
): Promise<PublicationOfRoll | undefined> {
  const select = { credentials: true, digest: true, edition: true, generation: true } as const;
  const found = await transaction.roll.findUnique({ where: { rollKey }, select });
  if (found === null) return undefined;
  const added = await addedSincePublication(transaction, rollKey, found);
  return { roll: { ...found, credentials: found.credentials.toString() }, added };
}
