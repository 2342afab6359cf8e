import type { Digest } from './digest.ts';
import { hexOf } from './hex.ts';

/**
 * 16 hexadecimal digits that identify a pepper and reveal nothing about it. They are stored with a roll, so that a
 * service with a different pepper finds out before it accepts a vote (P7).
 */
export function pepperCheck(pepper: Uint8Array, digest: Digest): string {
  return hexOf(digest.hmacSha256(pepper)('scrutin/v1/pepper-check').subarray(0, 8));
}
