import type { ContestKey } from '../contests/contest.ts';

export type { SelectionCount } from '@scrutin/tabulation';

/** A count that an official ordered, as it was stored. */
export interface Tabulation {
  readonly id: string;
  readonly contest: ContestKey;
  /** As `parseRuleSet` reads it. */
  readonly ruleSet: string;
  readonly ballots: bigint;
  /** SHA-256, hexadecimal, of the grouped ballots: see `ballotsDigest` of the election office. */
  readonly ballotsDigest: string;
  /** `TabulationResult` of @scrutin/tabulation. */
  readonly result: unknown;
  readonly computedAtMs: number;
  readonly requestedBy: string | undefined;
  readonly publishedAtMs: number | undefined;
}
