import type { TabulationComplete } from '@scrutin/tabulation';
import type { ContestKey } from '../contests/contest.ts';
import type { PublishedLot } from './published-lots.ts';

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

/** A publication of a count. The count of the last publication of a contest is the one that stands. */
export interface Publication {
  readonly contest: ContestKey;
  readonly tabulation: string;
  readonly publishedAtMs: number;
  /** The count that stood before, and why it does not stand any more. Both are absent for a first publication. */
  readonly supersedes: string | undefined;
  readonly reason: string | undefined;
}

/** A publication, with what the public may know of the count in a list. */
export interface PublishedCountEntry extends Publication {
  /** Whether the count of this publication stands. */
  readonly stands: boolean;
  readonly ruleSet: string;
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly computedAtMs: number;
  readonly winners: readonly string[];
  /** The lots that decided its ties. */
  readonly lots: readonly PublishedLot[];
  /** Only of a law. */
  readonly verdict: string | undefined;
}

/** The valid tabulation of a contest, and the candidates that it elects. */
export interface StandingTabulation {
  readonly id: string;
  readonly contest: ContestKey;
  /** Identifiers of candidates, in the order of their election. */
  readonly winners: readonly string[];
  /** Those of the winners who are elected without a vote. */
  readonly acclaimed: readonly string[];
}

/** A published tabulation, which never changes: the ballots it counted, its rules and all its rounds. */
export interface PublishedTabulation extends Omit<Tabulation, 'requestedBy' | 'publishedAtMs'> {
  readonly publishedAtMs: number;
  /** The lots that were on record for the contest when it was counted. */
  readonly lots: readonly PublishedLot[];
}

/** A published tabulation whose result was checked to be a complete count. */
export interface PublishedCount extends PublishedTabulation {
  readonly result: TabulationComplete;
}
