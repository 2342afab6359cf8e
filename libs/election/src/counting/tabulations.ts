import type { ContestKey } from '../contests/contest.ts';

export type { SelectionCount } from '@scrutin/tabulation';

/** A count that an official ordered and that is on record. */
export interface Tabulation {
  readonly id: string;
  readonly contest: ContestKey;
  /** A text for `parseRuleSet`. */
  readonly ruleSet: string;
  readonly ballots: bigint;
  /** The SHA-256 of the grouped ballots, in hexadecimal; see `ballotsDigest` of the election office. */
  readonly ballotsDigest: string;
  /** A `TabulationResult` of @scrutin/tabulation. */
  readonly result: unknown;
  readonly computedAtMs: number;
  readonly requestedBy: string | undefined;
  readonly publishedAtMs: number | undefined;
}
