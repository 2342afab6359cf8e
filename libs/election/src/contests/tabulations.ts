import type { ContestKey } from './contest.ts';

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

/** Ballots with the same selection. Of a law, the selections are `oui` and `non`. */
export interface SelectionCount {
  readonly selection: string;
  readonly ballots: bigint;
}
