import type { Round } from './result.ts';

/**
 * The votes of a candidate in a round, or undefined for a candidate who is neither continuing nor elected. It reads
 * only the tally's own properties, because every object inherits others with names such as `constructor`.
 */
export function votesOf({ tally }: Pick<Round, 'tally'>, candidate: string): string | undefined {
  return Object.hasOwn(tally, candidate) ? tally[candidate] : undefined;
}
