import { setFlagsFromString } from 'node:v8';

/** The flag of V8. docs/PERFORMANCE.md says what it does and what it gains. */
export const NO_PRETENURING = '--no-allocation-site-pretenuring';

/**
 * Lets V8 create all objects in the young generation.
 *
 * Objects that are created at a place in the code whose objects lived long before are otherwise created in the old
 * generation. A service has objects that live as long as a request. If V8 once takes these for long-lived, each of them
 * stays until the next full collection, and with it everything that belongs to its request: the requests then cost up
 * to twice as much (docs/PERFORMANCE.md, "The young generation"). Whether that happens differs from start to start.
 *
 * Call it before the service does its first work. It cannot be set in NODE_OPTIONS.
 */
export function keepNewObjectsYoung(): void {
  setFlagsFromString(NO_PRETENURING);
}
