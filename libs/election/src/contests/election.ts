import type { UncontestedRule } from '@scrutin/tabulation';
import type { ApprovalMode } from '../acts/approval-mode.ts';
import type { ContestStatus } from '../life/lifecycle.ts';
import type { VotingMethod } from '../voting/ballot-rules.ts';
import type { BallotRecord } from './ballot-record.ts';
import type { BlankVotes } from './blank-votes.ts';
import type { Candidate } from './candidate.ts';
import type { LocalizedText } from './localized-text.ts';
import type { ContestPurpose } from './purpose.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** The records that officials configure for an election. All identifiers match `IDENTIFIER_PATTERN`. */

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
  /** The IANA time zone in which its times are shown, and times without an offset are read. */
  readonly timeZone: string;
  readonly status: ContestStatus;
  readonly resultsVisibility: ResultsVisibility;
  readonly blankVotes: BlankVotes;
  /** It is decided when the contest is created. */
  readonly approval: ApprovalMode;
  readonly purpose: ContestPurpose;
  /** It is decided when the contest is created. */
  readonly ballotRecord: BallotRecord;
}

/** The members of an election that may change. `CHANGEABLE_IN` says when. */
export type ElectionChanges = Partial<
  Pick<Election, 'name' | 'type' | 'window' | 'timeZone' | 'resultsVisibility' | 'blankVotes'>
>;

/** An election in one region, which is one contest. */
export interface Race {
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly seats: number;
  /** 1 for a single choice. */
  readonly maxRanks: number;
  /** A text for `parseRuleSet` of @scrutin/tabulation, e.g. `irv` or `scottish-stv-2011`. */
  readonly ruleSet: string;
  /**
   * What happens if no more candidates stand than there are seats: they are elected without a vote (`acclaim`), or need
   * votes (`vote`). Undefined while nobody has decided, which is enough for a race with more candidates.
   */
  readonly uncontested?: UncontestedRule | undefined;
}

/** A race with its candidates, in the order of the ballot. */
export interface RaceDetail extends Race {
  readonly region: Region;
  readonly candidates: readonly Candidate[];
}

/** An election with its races, ordered by region identifier. */
export interface ElectionDetail extends Election {
  readonly races: readonly RaceDetail[];
}
