import type { CandidateBody, ElectionBody, LawBody, NoticeBody } from '@scrutin/contracts/public';

interface AnyContest {
  /** The identifier under which this browser tab remembers that a vote was sent. */
  readonly key: string;
  readonly name: LawBody['title'];
  readonly state: LawBody['state'];
  readonly opensAt: string;
  readonly closesAt: string;
  readonly timeZone: string;
  readonly takesBlankVotes: boolean;
  /** True if every ballot is published, without a name, when the result is certified. Voters can know it before they vote. */
  readonly publishesBallots: boolean;
  readonly isRehearsal: boolean;
  readonly notices: readonly NoticeBody[];
}

/** A law, as its ballot shows it. */
export interface LawContest extends AnyContest {
  readonly kind: 'law';
  readonly lawId: string;
  readonly summary: LawBody['summary'];
  /** Of which votes oui needs its share. If it is all votes cast, a blank vote weighs like a non. */
  readonly thresholdBase: LawBody['threshold_base'];
  /** True if a number of votes is needed for a decision. Blank votes count for it. */
  readonly hasQuorum: boolean;
}

/** The race of an election in a region, as its ballot shows it. */
export interface RaceContest extends AnyContest {
  readonly kind: 'race';
  readonly electionId: string;
  readonly regionId: string;
  readonly regionName: ElectionBody['name'];
  readonly method: 'single_choice' | 'ranked_choice';
  readonly seats: number;
  /** How many candidates a ballot may rank; 1 for a single choice. */
  readonly maxRanks: number;
  /** True if the candidates are elected without a vote, because no more stand than there are seats. */
  readonly isAcclaimed: boolean;
  /** In the order of the ballot, with those who withdrew. */
  readonly candidates: readonly CandidateBody[];
}

export type VotingContest = LawContest | RaceContest;

/** What the views of laws and elections have in common. */
export function commonOf(
  contest: LawBody | ElectionBody,
  notices: readonly NoticeBody[],
): Omit<AnyContest, 'key' | 'name'> {
  return {
    state: contest.state,
    opensAt: contest.opens_at,
    closesAt: contest.closes_at,
    timeZone: contest.time_zone,
    takesBlankVotes: contest.blank_votes === 'allowed',
    publishesBallots: contest.ballot_record === 'published',
    isRehearsal: contest.purpose === 'rehearsal',
    notices,
  };
}

/** The name of a candidate, for example `Claire Roy`. */
export function nameOf({ first_name: first, last_name: last }: CandidateBody): string {
  return first === null ? last : `${first} ${last}`;
}

/** The candidates who can be chosen. */
export function standing(contest: RaceContest): readonly CandidateBody[] {
  return contest.candidates.filter(({ withdrawn }) => !withdrawn);
}

/** How many candidates a voter can rank. */
export function mostRanks(contest: RaceContest): number {
  return Math.min(contest.maxRanks, standing(contest).length);
}
