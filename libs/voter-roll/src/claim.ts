import type { RecordedRoll, SubmissionId } from '@scrutin/election';
import { submissionIdBytes } from '@scrutin/election';
import { fieldOf, markerOf } from './roll-layout.ts';

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

const SUBMISSION_OFFSET = 18;
const REGION_OFFSET = 34;

/**
 * Packs the claims of a call into the binary text that claim.lua reads. For each claim: the position of its marker
 * (1 byte), the length of the region (1 byte), the field (16 bytes), the submission (16 bytes) and the region in ASCII.
 * One binary argument costs the client less than several, because node-redis writes each Buffer as a separate chunk.
 *
 * @param claims at most {@link CLAIMS_IN_A_CALL}
 */
export function packClaims(claims: readonly Claim[]): {
  readonly packed: Buffer;
  readonly markers: readonly string[];
} {
  const markers: string[] = [];
  const regions = claims.reduce((sum, { region = '' }) => sum + region.length, 0);
  const packed = Buffer.allocUnsafe(claims.length * REGION_OFFSET + regions);
  let at = 0;
  for (const { roll, credentialHash, submissionId, region = '' } of claims) {
    const marker = markerOf(roll);
    let position = markers.indexOf(marker);
    if (position === -1) position = markers.push(marker) - 1;
    packed[at] = position;
    packed[at + 1] = region.length;
    packed.set(fieldOf(credentialHash), at + 2);
    writeSubmissionId(packed, submissionId, at + SUBMISSION_OFFSET);
    packed.write(region, at + REGION_OFFSET, 'latin1');
    at += REGION_OFFSET + region.length;
  }
  return { packed, markers };
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
