/**
 * How long others may keep an answer that we keep for `cacheMs`: whole seconds, rounded up so that a
 * cache in front of us has something to absorb a crowd with. Nothing when we keep nothing ourselves.
 */
export function cacheControlFor(cacheMs: number): string {
  return cacheMs === 0 ? 'no-cache' : `public, max-age=${Math.ceil(cacheMs / 1000)}`;
}
