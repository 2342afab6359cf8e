import type { LocalizedText } from './localized-text.ts';

/** A candidate's name: election, region, candidate. */
export interface CandidateKey {
  readonly electionId: string;
  readonly regionId: string;
  readonly id: string;
}

export interface Candidate extends CandidateKey {
  readonly firstName: string;
  readonly lastName: string;
  readonly partyCode: string;
  readonly bio: LocalizedText;
  readonly promises: LocalizedText;
  readonly photoUrl: string | undefined;
  /** Undefined for a candidate who still stands. */
  readonly withdrawnAtMs: number | undefined;
  /** Place on the ballot, from 0; ties by identifier. */
  readonly position: number;
}

/** What of a candidate may change; see `CHANGEABLE_IN` for when. */
export type CandidateChanges = Partial<
  Pick<Candidate, 'firstName' | 'lastName' | 'partyCode' | 'bio' | 'promises' | 'photoUrl' | 'position'>
>;
