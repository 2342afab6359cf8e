import type { Round } from './result.ts';

/**
 * The votes of a candidate in a round; undefined for one who is neither continuing nor elected. Identifiers such as
 * `constructor` are names that every object has by itself: only what the tally itself holds is a number of votes.
 */
export function votesOf({ tally }: Pick<Round, 'tally'>, candidate: string): string | undefined {
  return Object.hasOwn(tally, candidate) ? tally[candidate] : undefined;
}
