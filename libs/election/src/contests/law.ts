import type { ApprovalMode } from '../acts/approval-mode.ts';
import type { ContestStatus } from '../life/lifecycle.ts';
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
  /** The quorum: the number of votes (oui and non together) without which the law is not decided. */
  readonly quorumVotes: bigint | undefined;
  /** The share of oui that adopts the law, in 1/10000. Undefined if more oui than non is enough. */
  readonly thresholdBasisPoints: number | undefined;
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
    | 'thresholdBasisPoints'
  >
>;
