import type { ContestStatus } from '../life/lifecycle.ts';
import type { LocalizedText } from './localized-text.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** A law put to the vote. */
export interface Law {
  readonly kind: 'law';
  /** As `IDENTIFIER_PATTERN` has it. */
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

/** What of a law may change; see `CHANGEABLE_IN` for when. */
export type LawChanges = Partial<
  Pick<Law, 'title' | 'summary' | 'window' | 'resultsVisibility' | 'quorumVotes' | 'thresholdBasisPoints'>
>;
