import { submissionIdBytes } from '@scrutin/election';
import type { RecordedRoll, SubmissionId } from '@scrutin/election';
import { fieldOf } from './roll-layout.ts';

/** A submission that wants its credential's place in a contest. */
export interface Claim {
  /** The roll as the caller knows it from the record. */
  readonly roll: RecordedRoll;
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  readonly submissionId: SubmissionId;
  /** The region the ballot is for; absent for a law. */
  readonly region?: string;
}

/**
 * - `claimed`: eligible and first. `mine`: this very submission claimed it before (P2): go on.
 * - `already-voted`: another submission has the claim. `wrong-region`: the ballot is for another region.
 * - `unknown-credential`: Redis holds the generation of the roll that the caller knows, and not this credential.
 * - `roll-missing`: it is not found, and this Redis holds less than that generation, or another one: nothing may be
 *   concluded (P3).
 */
export type ClaimDecision =
  'claimed' | 'mine' | 'already-voted' | 'unknown-credential' | 'wrong-region' | 'roll-missing';

/** By the numbers that claim.lua answers with. */
const DECISIONS: readonly ClaimDecision[] = [
  'claimed',
  'mine',
  'already-voted',
  'unknown-credential',
  'wrong-region',
  'roll-missing',
];

export function decisionOf(reply: unknown): ClaimDecision | undefined {
  return typeof reply === 'number' ? DECISIONS[reply] : undefined;
}

/** Field, submission id and region as claim.lua takes them apart. */
export function claimRequest(claim: Claim): Buffer {
  const region = claim.region ?? '';
  const request = Buffer.allocUnsafe(32 + Buffer.byteLength(region));
  request.set(fieldOf(claim.credentialHash), 0);
  writeSubmissionId(request, claim.submissionId, 16);
  if (region !== '') request.write(region, 32);
  return request;
}

/** Buffer's own hex decoder: a quarter of the time of the domain's portable one, and this is the hot path. */
function writeSubmissionId(into: Buffer, id: SubmissionId, offset: number): void {
  into.write(id.replaceAll('-', ''), offset, 16, 'hex');
}

export function submissionField(id: SubmissionId): Buffer {
  return Buffer.from(submissionIdBytes(id));
}
