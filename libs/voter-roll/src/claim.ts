import type { RecordedRoll, SubmissionId } from '@scrutin/election';
import { claimBytesOf, FIELD_BYTES, fieldOf, markerOf } from './roll-layout.ts';

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

/** The decisions, at the positions of the digits that claim.lua returns. */
const DECISIONS: readonly ClaimDecision[] = [
  'claimed',
  'mine',
  'already-voted',
  'unknown-credential',
  'wrong-region',
  'roll-missing',
  'void-credential',
];

/** The decisions in a reply of claim.lua, or undefined if the reply is not a decision for each of the claims. */
export function decisionsOf(reply: unknown, claims: number): ClaimDecision[] | undefined {
  if (typeof reply !== 'string' || reply.length !== claims) return undefined;
  const decisions = Array.from(reply, (digit) => DECISIONS[digit.charCodeAt(0) - DIGIT_ZERO]);
  return decisions.every((decision) => decision !== undefined) ? decisions : undefined;
}

const DIGIT_ZERO = 0x30;

/** The largest number of claims in a call. Redis does nothing else meanwhile; this many take about half a millisecond. */
export const CLAIMS_IN_A_CALL = 200;

const HEADER_BYTES = 3;
const SUBMISSION_OFFSET = HEADER_BYTES + FIELD_BYTES;

/**
 * Packs the claims of a call into the binary text that claim.lua reads. For each claim: the position of its marker, the
 * length of the region and the length of the submission (1 byte each), the field (16 bytes), as much of the submission's
 * id as claims of the roll have, and the region in ASCII. One binary argument costs the client less than several, because
 * node-redis writes each Buffer as a separate chunk.
 *
 * @param claims at most {@link CLAIMS_IN_A_CALL}
 */
export function packClaims(claims: readonly Claim[]): {
  readonly packed: Buffer;
  readonly markers: readonly string[];
} {
  const markers: string[] = [];
  const varying = claims.reduce((sum, { roll, region = '' }) => sum + claimBytesOf(roll) + region.length, 0);
  const packed = Buffer.allocUnsafe(claims.length * SUBMISSION_OFFSET + varying);
  let at = 0;
  for (const { roll, credentialHash, submissionId, region = '' } of claims) {
    const marker = markerOf(roll);
    let position = markers.indexOf(marker);
    if (position === -1) position = markers.push(marker) - 1;
    packed[at] = position;
    const claimBytes = claimBytesOf(roll);
    packed[at + 1] = region.length;
    packed[at + 2] = claimBytes;
    packed.set(fieldOf(credentialHash), at + HEADER_BYTES);
    writeSubmissionId(packed, submissionId, at + SUBMISSION_OFFSET, claimBytes);
    at += SUBMISSION_OFFSET + claimBytes;
    at += packed.write(region, at, 'latin1');
  }
  return { packed, markers };
}

/**
 * Writes the first bytes of a submission's id. This runs for every vote. Buffer's hex decoder takes a quarter of the time
 * of the portable one in the domain.
 *
 * @param bytes 8 or 16
 */
export function writeSubmissionId(into: Buffer, id: SubmissionId, offset: number, bytes: number): void {
  into.write(id.replaceAll('-', ''), offset, bytes, 'hex');
}
