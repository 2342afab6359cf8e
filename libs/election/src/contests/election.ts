import type { ContestStatus } from '../life/lifecycle.ts';
import type { VotingMethod } from '../voting/ballot-rules.ts';
import type { Candidate } from './candidate.ts';
import type { LocalizedText } from './localized-text.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** What officials configure of an election. Identifiers are those of `IDENTIFIER_PATTERN`. */

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
type ElectionType = (typeof ELECTION_TYPES)[number];

export interface Election {
  readonly kind: 'election';
  readonly id: string;
  readonly name: LocalizedText;
  readonly type: ElectionType;
  readonly window: VotingWindow;
  readonly status: ContestStatus;
  readonly resultsVisibility: ResultsVisibility;
}

/** What of an election may change; see `CHANGEABLE_IN` for when. */
export type ElectionChanges = Partial<Pick<Election, 'name' | 'type' | 'window' | 'resultsVisibility'>>;

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

/** A race with its candidates, in the order of the ballot. */
export interface RaceDetail extends Race {
  readonly region: Region;
  readonly candidates: readonly Candidate[];
}

/** An election with all that is configured of it, races by region identifier. */
export interface ElectionDetail extends Election {
  readonly races: readonly RaceDetail[];
}
