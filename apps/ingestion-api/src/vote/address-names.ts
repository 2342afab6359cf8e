import type { Digest } from '@scrutin/credentials';
import { derivedDigest } from '@scrutin/credentials';

/** More addresses than usually send in one window. The names of further ones are computed each time. */
const CACHED_NAMES_MAX = 100_000;
const NAME_BYTES = 12;

/**
 * Creates the function that names the counter of an address in a window: a keyed hash of both. Somebody who reads
 * Redis or its append-only file learns no address and cannot follow one from window to window (P6).
 *
 * @param pepper the secret of the credential hashes. It is the same on every replica, so that all use the same counter.
 */
export function addressNames(
  pepper: Uint8Array,
  digest: Digest,
): (address: string, window: number) => string {
  const keyed = derivedDigest(digest, pepper, 'scrutin/v1/address');
  let cachedWindow = Number.NaN;
  let names = new Map<string, string>();
  return (address, window) => {
    if (window !== cachedWindow) {
      cachedWindow = window;
      names = new Map();
    }
    let name = names.get(address);
    if (name === undefined) {
      const bytes = keyed(`${window}|${address}`);
      name = Buffer.from(bytes.subarray(0, NAME_BYTES)).toString('base64url');
      if (names.size < CACHED_NAMES_MAX) names.set(address, name);
    }
    return name;
  };
}
