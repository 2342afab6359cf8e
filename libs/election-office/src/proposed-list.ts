import { createHash } from 'node:crypto';
import type { VoidRequest } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';

/** A credential of a proposal, and the credential that would vote instead. */
export interface ListedCredential {
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  /** 32 bytes; undefined for a credential that is revoked. */
  readonly replacedBy: Uint8Array | undefined;
  /** The region in which the new credential votes; undefined for a law and for a credential that is revoked. */
  readonly region: string | undefined;
}

/**
 * Stores the credentials of a proposal in the transaction that makes it. Like `void_credentials` the list has hashes and
 * no references.
 */
export async function storeList(
  transaction: Transaction,
  proposalId: string,
  listed: readonly VoidRequest[],
): Promise<void> {
  if (listed.length === 0) return;
  await transaction.proposedCredential.createMany({
    data: listed.map(({ credentialHash, region = '', successor }) => ({
      proposalId,
      credentialHash: new Uint8Array(credentialHash),
      regionId: region,
      replacedBy: successor === undefined ? null : new Uint8Array(successor.credentialHash),
      newRegionId: successor === undefined ? null : (successor.region ?? ''),
    })),
  });
}

/** The credentials of a proposal. */
export async function readList({ database }: ActContext, proposalId: string): Promise<ListedCredential[]> {
  const rows = await database.run('proposals', (client) =>
    client.proposedCredential.findMany({ where: { proposalId }, orderBy: { credentialHash: 'asc' } }),
  );
  return rows.map(({ credentialHash, replacedBy, newRegionId }) => ({
    credentialHash,
    replacedBy: replacedBy ?? undefined,
    region: newRegionId === null || newRegionId === '' ? undefined : newRegionId,
  }));
}

/**
 * The SHA-256, in hexadecimal, of a list of credentials: a line `credential,region,successor,region of the successor` for
 * each of them, with the hashes in hexadecimal, in the order of the first. The record of acts has it with the proposal, so
 * that an auditor can compare `proposed_credentials` with it.
 */
export function digestOfList(listed: readonly VoidRequest[]): string {
  const lines = listed.map(({ credentialHash, region = '', successor }) => {
    const instead =
      successor === undefined ? ',' : `${hexOf(successor.credentialHash)},${successor.region ?? ''}`;
    return `${hexOf(credentialHash)},${region},${instead}\n`;
  });
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
