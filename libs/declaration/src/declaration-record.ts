import type {
  ContestKey,
  Election,
  Law,
  Lot,
  PoliticalParty,
  Publication,
  RaceDetail,
  RegisteredRoll,
  RejectionReason,
  Tabulation,
} from '@scrutin/election';

/** Everything that the record says about the result of a law or an election, read at one moment. */
export interface DeclarationRecord {
  readonly subject: Law | Election;
  /** The parties of its candidates. */
  readonly parties: readonly PoliticalParty[];
  /** Undefined before the certification, when the declaration is a draft. */
  readonly certification: Certification | undefined;
  /** Undefined for a contest that has no roll. */
  readonly roll: RegisteredRoll | undefined;
  /** The law, or the races by region identifier. */
  readonly contests: readonly DeclaredContest[];
  /** The acts on it up to the certification, the oldest first. */
  readonly acts: readonly DeclaredAct[];
}

/** The act that made the result final. */
export interface Certification extends Omit<DeclaredAct, 'before' | 'after'> {
  /** The accepted votes that the result does not include, which the reason explains; undefined if there were none. */
  readonly outstanding: OutstandingAtCertification | undefined;
}

export interface OutstandingAtCertification {
  /** `received - settled` by contest. Negative if more votes were settled than received. */
  readonly differences: readonly { readonly contest: string; readonly votes: bigint }[];
  /** Votes whose receipts are missing, so that their contest is not known. */
  readonly unreported: bigint;
  /** The number of ingestion processes that had not reported everything they accepted. */
  readonly incompleteIntakes: number;
  /** Accepted votes of which the database knew nothing, by contest. */
  readonly unknown: readonly { readonly contest: string; readonly votes: number }[];
}

/** A law or one race, with its counts. */
export interface DeclaredContest {
  readonly key: ContestKey;
  /** Undefined for a law. */
  readonly race: RaceDetail | undefined;
  /** The rules by which it is counted, a text for `parseRuleSet`. */
  readonly ruleSet: string;
  /** The voters on its roll; undefined without a roll. */
  readonly voters: bigint | undefined;
  /** The votes that were counted, blank ones included. */
  readonly counted: bigint;
  /** The submissions that were rejected, by reason. */
  readonly rejected: ReadonlyMap<RejectionReason, bigint>;
  /** Every published count, the oldest publication first. */
  readonly publications: readonly DeclaredPublication[];
  /** The count of the last publication; undefined if nothing is published. */
  readonly standing: Tabulation | undefined;
  readonly lots: readonly Lot[];
}

/** A publication of a count, with what identifies the count. */
export interface DeclaredPublication extends Publication {
  readonly ruleSet: string;
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly computedAtMs: number;
  /** SHA-256 of the stored result, hexadecimal; see docs/AUDITING.md. */
  readonly resultDigest: string;
}

/** An act on record. */
export interface DeclaredAct {
  readonly id: bigint;
  readonly atMs: number;
  /** `noun.verb`, e.g. `election.extend`. */
  readonly action: string;
  readonly subject: string;
  /** Who did it; of an act that was approved, who proposed it. */
  readonly by: string;
  readonly approvedBy: string | undefined;
  /** When it was proposed; undefined for an act that needed no approval. */
  readonly proposedAtMs: number | undefined;
  readonly reason: string | undefined;
  /** The subject before and after the act, as the record of acts has it. */
  readonly before: unknown;
  readonly after: unknown;
}
