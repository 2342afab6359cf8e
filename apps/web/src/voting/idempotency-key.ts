const BYTES = 16;

/**
 * A key that no other vote has: 32 hexadecimal digits of randomness. `crypto.randomUUID` exists only on pages with TLS,
 * and a rehearsal may be held without.
 */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
