import type { Digest } from './digest.ts';
import { hexOf } from './hex.ts';

/**
 * 16 hexadecimal digits that are the same for the same pepper, and tell nothing of it: they lie beside a roll, so
 * that a service which was given another pepper finds out before it takes a vote (P7).
 */
export function pepperCheck(pepper: Uint8Array, digest: Digest): string {
  return hexOf(digest.hmacSha256(pepper)('scrutin/v1/pepper-check').subarray(0, 8));
}
