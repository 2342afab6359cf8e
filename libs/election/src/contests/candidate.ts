import type { LocalizedText } from './localized-text.ts';

/** The identifiers that together name a candidate. */
export interface CandidateKey {
  readonly electionId: string;
  readonly regionId: string;
  readonly id: string;
}

export interface Candidate extends CandidateKey {
  /** Undefined for somebody with a single name, which is then the last name. */
  readonly firstName: string | undefined;
  readonly lastName: string;
  /** Undefined for an independent. */
  readonly partyCode: string | undefined;
  readonly bio: LocalizedText;
  readonly promises: LocalizedText;
  readonly photoUrl: string | undefined;
  /** Undefined for a candidate who has not withdrawn. */
  readonly withdrawnAtMs: number | undefined;
  /** The place on the ballot, from 0. No other candidate of the race has it. */
  readonly position: number;
}

/** A candidate to be created. Without a position, it comes after all other candidates of the race. */
export type NewCandidate = Omit<Candidate, 'position'> & { readonly position: number | undefined };

/** The whole name of a candidate, e.g. `Claire Roy`. */
export function candidateName({ firstName, lastName }: Pick<Candidate, 'firstName' | 'lastName'>): string {
  return firstName === undefined ? lastName : `${firstName} ${lastName}`;
}

/** The members of a candidate that may change. `CHANGEABLE_IN` says when. */
export type CandidateChanges = Partial<
  Pick<Candidate, 'firstName' | 'lastName' | 'partyCode' | 'bio' | 'promises' | 'photoUrl' | 'position'>
>;
