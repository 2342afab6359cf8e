/**
 * The Cache-Control header of an answer that this process keeps for `cacheMs` milliseconds. Other caches may keep it
 * for the same time in whole seconds, rounded up, so that a cache in front of the API can answer many clients. If this
 * process does not keep the answer, no cache may.
 */
export function cacheControlFor(cacheMs: number): string {
  return cacheMs === 0 ? 'no-cache' : `public, max-age=${Math.ceil(cacheMs / 1000)}`;
}
