import type { VotingMethod } from '../voting/ballot-rules.ts';
import type { ContestStatus } from '../life/lifecycle.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** What officials configure. Identifiers are those of `IDENTIFIER_PATTERN`. */

/** A text in both languages. */
export interface LocalizedText {
  readonly fr: string;
  readonly en: string;
}

/** A law put to the vote. */
export interface Law {
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly window: VotingWindow;
  readonly status: ContestStatus;
  readonly resultsVisibility: ResultsVisibility;
  /** Votes (oui + non) without which the result does not bind. */
  readonly quorumVotes: bigint | undefined;
  /** The share of oui that adopts, in 1/10000; undefined: more oui than non. */
  readonly thresholdBasisPoints: number | undefined;
}

export interface Region {
  readonly id: string;
  readonly name: LocalizedText;
}

export interface PoliticalParty {
  readonly code: string;
  readonly name: LocalizedText;
  /** `#RRGGBB` */
  readonly color: string;
}

export const ELECTION_TYPES = ['provincial', 'municipal', 'federal', 'referendum'] as const;
export type ElectionType = (typeof ELECTION_TYPES)[number];

export interface Election {
  readonly id: string;
  readonly name: LocalizedText;
  readonly type: ElectionType;
  readonly window: VotingWindow;
  readonly status: ContestStatus;
  readonly resultsVisibility: ResultsVisibility;
}

/** An election in one region: what one ballot answers. */
export interface Race {
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly seats: number;
  /** 1 for a single choice. */
  readonly maxRanks: number;
  /** As `parseRuleSet` of @scrutin/tabulation reads it, e.g. `irv` or `scottish-stv-2011`. */
  readonly ruleSet: string;
}

export interface Candidate {
  readonly electionId: string;
  readonly regionId: string;
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly partyCode: string;
  readonly bio: LocalizedText;
  readonly promises: LocalizedText;
  readonly photoUrl: string | undefined;
  /** Undefined for who still stands. */
  readonly withdrawnAtMs: number | undefined;
  /** Place on the ballot, from 0; ties by identifier. */
  readonly position: number;
}

/** A race with its candidates, in the order of the ballot. */
export interface RaceDetail extends Race {
  readonly region: Region;
  readonly candidates: readonly Candidate[];
}

/** An election with all that is configured of it, races by region identifier. */
export interface ElectionDetail extends Election {
  readonly races: readonly RaceDetail[];
}
