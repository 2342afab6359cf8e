import type { Digest } from '@scrutin/credentials';
import { derivedDigest } from '@scrutin/credentials';

/** More addresses than send in one window; beyond it a name is computed each time it is needed. */
const MOST_KEPT = 100_000;
const NAME_BYTES = 12;

/**
 * The names under which the requests of an address are counted: a keyed hash of the address and the window. Whoever
 * reads Redis, or the file it appends to, learns no address from it and cannot follow one from window to window (P6).
 *
 * @param pepper the secret of the credential hashes: the same on every replica, so that all count together
 */
export function addressNames(
  pepper: Uint8Array,
  digest: Digest,
): (address: string, window: number) => string {
  const keyed = derivedDigest(digest, pepper, 'scrutin/v1/address');
  let keptWindow = Number.NaN;
  let kept = new Map<string, string>();
  return (address, window) => {
    if (window !== keptWindow) {
      keptWindow = window;
      kept = new Map();
    }
    let name = kept.get(address);
    if (name === undefined) {
      const bytes = keyed(`${window}|${address}`);
      name = Buffer.from(bytes.subarray(0, NAME_BYTES)).toString('base64url');
      if (kept.size < MOST_KEPT) kept.set(address, name);
    }
    return name;
  };
}
