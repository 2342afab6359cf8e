import type { RecordedRoll, SubmissionId } from '@scrutin/election';
import { submissionIdBytes } from '@scrutin/election';
import { fieldOf } from './roll-layout.ts';

/** The request of a submission to use its credential in a contest. */
export interface Claim {
  /** The roll as PostgreSQL has it on record. */
  readonly roll: RecordedRoll;
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  readonly submissionId: SubmissionId;
  /** The region of the ballot. It is absent for a law. */
  readonly region?: string;
}

/**
 * The answer to a claim:
 *
 * - `claimed`: the credential is on the roll, and this submission is the first to claim it.
 * - `mine`: the same submission claimed it before, and may continue (P2).
 * - `already-voted`: another submission has the claim.
 * - `void-credential`: the credential was replaced or revoked. PostgreSQL had decided that before it was written here.
 * - `wrong-region`: the ballot is for another region than that of the credential.
 * - `unknown-credential`: Redis has the generation of the roll that is on record, and the credential is not in it.
 * - `roll-missing`: the credential was not found, but Redis does not have all of that generation, or has another one.
 *   Nothing may be concluded from that (P3).
 */
export type ClaimDecision =
  | 'claimed'
  | 'mine'
  | 'already-voted'
  | 'unknown-credential'
  | 'wrong-region'
  | 'roll-missing'
  | 'void-credential';

/** The decisions, at the positions of the numbers that claim.lua returns. */
const DECISIONS: readonly ClaimDecision[] = [
  'claimed',
  'mine',
  'already-voted',
  'unknown-credential',
  'wrong-region',
  'roll-missing',
  'void-credential',
];

/** The decision for a reply of claim.lua, or undefined if the reply is not one of its numbers. */
export function decisionOf(reply: unknown): ClaimDecision | undefined {
  return typeof reply === 'number' ? DECISIONS[reply] : undefined;
}

/** Packs field, submission id and region into the binary text that claim.lua expects. */
export function claimRequest(claim: Claim): Buffer {
  const region = claim.region ?? '';
  const request = Buffer.allocUnsafe(32 + Buffer.byteLength(region));
  request.set(fieldOf(claim.credentialHash), 0);
  writeSubmissionId(request, claim.submissionId, 16);
  if (region !== '') request.write(region, 32);
  return request;
}

/**
 * Writes the 16 bytes of a submission id. This runs for every vote. Buffer's hex decoder takes a quarter of the time of
 * the portable one in the domain.
 */
export function writeSubmissionId(into: Buffer, id: SubmissionId, offset: number): void {
  into.write(id.replaceAll('-', ''), offset, 16, 'hex');
}

/** The 16 bytes of a submission id, as the scripts store them. */
export function submissionField(id: SubmissionId): Buffer {
  return Buffer.from(submissionIdBytes(id));
}
