import type { ContestStatus, VotingMethod, VotingWindow } from '@scrutin/election';
import type { LocalizedText, ResultsVisibility } from '../laws.ts';

/** What officials configure, as the database keeps it. Identifiers are those of `IDENTIFIER_PATTERN`. */

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
