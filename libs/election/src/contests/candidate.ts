import type { LocalizedText } from './localized-text.ts';

/** The identifiers that together name a candidate. */
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
  /** Undefined for a candidate who has not withdrawn. */
  readonly withdrawnAtMs: number | undefined;
  /** The place on the ballot, from 0. Candidates with the same place are ordered by their identifiers. */
  readonly position: number;
}

/** The name of a candidate as ballots, results and messages show it: first and last name. */
export function candidateName({ firstName, lastName }: Pick<Candidate, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`;
}

/** The members of a candidate that may change. `CHANGEABLE_IN` says when. */
export type CandidateChanges = Partial<
  Pick<Candidate, 'firstName' | 'lastName' | 'partyCode' | 'bio' | 'promises' | 'photoUrl' | 'position'>
>;
