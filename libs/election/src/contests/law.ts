import type { Share, ThresholdBase } from '@scrutin/tabulation';
import type { ApprovalMode } from '../acts/approval-mode.ts';
import type { ContestStatus } from '../life/lifecycle.ts';
import type { BallotRecord } from './ballot-record.ts';
import type { BlankVotes } from './blank-votes.ts';
import type { LocalizedText } from './localized-text.ts';
import type { ContestPurpose } from './purpose.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** A law put to the vote. */
export interface Law {
  readonly kind: 'law';
  /** Matches `IDENTIFIER_PATTERN`. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
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
  /** The quorum: the number of votes (blank ones included) without which the law is not decided. */
  readonly quorumVotes: bigint | undefined;
  /** The quorum as a share of the registered voters. If there are two quorums, the larger one applies. */
  readonly quorumShare: Share | undefined;
  /** The least share of oui that adopts the law. Undefined if more than half is enough. */
  readonly threshold: Share | undefined;
  readonly thresholdBase: ThresholdBase;
}

/** The members of a law that may change. `CHANGEABLE_IN` says when. */
export type LawChanges = Partial<
  Pick<
    Law,
    | 'title'
    | 'summary'
    | 'window'
    | 'timeZone'
    | 'resultsVisibility'
    | 'blankVotes'
    | 'quorumVotes'
    | 'quorumShare'
    | 'threshold'
    | 'thresholdBase'
  >
>;

/** The terms of a law that is adopted by more oui than non, whatever the number of votes. */
export const SIMPLE_MAJORITY = {
  quorumVotes: undefined,
  quorumShare: undefined,
  threshold: undefined,
  thresholdBase: 'valid',
} as const satisfies Partial<Law>;
