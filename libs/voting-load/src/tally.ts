import type { RejectionReason } from '@scrutin/election';
import type { Ballot } from './poll.ts';
import { isSameBallot } from './poll.ts';
import type { VoteReply } from './voting-client.ts';
import { isAccepted, isWorthRepeating } from './voting-client.ts';

/** An accepted vote of a voter who may have sent several. */
export interface RivalVote {
  readonly submissionId: string;
  readonly ballot: Ballot;
}

/**
 * A request, and what must become of it if its voter sends no other: it is counted, it is accepted and then rejected
 * for a reason, or it is refused at once with a status. `voter` identifies the voter.
 */
export type SentVote<VoterName> =
  | { readonly due: 'counted'; readonly voter: VoterName; readonly ballot: Ballot }
  | { readonly due: RejectionReason | 400 | 422 };

/** How many requests must be refused at once, and how many were. */
interface Refusals {
  readonly sent: number;
  readonly refused: number;
}

/** What must be counted, according to the answers. */
export interface Expectation {
  /** Requests sent, without retries. */
  readonly sent: number;
  /** Answered 202. */
  readonly accepted: number;
  /** Voters with at least one accepted vote: each counts once (P3). */
  readonly counted: number;
  /** The number of accepted votes that must be rejected, by reason. An absent reason means 0. */
  readonly rejected: ReadonlyMap<RejectionReason, number>;
  /** Requests that must be answered 400. */
  readonly malformed: Refusals;
  /** Requests that must be answered 422. */
  readonly invalid: Refusals;
  /** Ballots that are certain to count, with their numbers: their voters chose the same every time. */
  readonly certain: ReadonlyMap<Ballot, number>;
  /**
   * Voters who sent several choices. The sender cannot know which one arrives first at the count, because several
   * workers take the votes. The system is asked which one it counted, and it must be exactly one.
   */
  readonly undecided: readonly (readonly RivalVote[])[];
  /** Unexpected answers, by status. */
  readonly unexpectedAnswers: ReadonlyMap<number, number>;
  /** Votes that got no answer, or were refused every time. They may or may not be counted. */
  readonly gaveUp: number;
}

/** Collects the answers while votes are sent. */
export class Tally<VoterName> {
  #sent = 0;
  #accepted = 0;
  #gaveUp = 0;
  readonly #refusals = { 400: { sent: 0, refused: 0 }, 422: { sent: 0, refused: 0 } };
  readonly #rejected = new Map<RejectionReason, number>([['unknown-credential', 0]]);
  readonly #unexpected = new Map<number, number>();
  readonly #single = new Map<Ballot, number>();
  readonly #repeaters: ReadonlyMap<VoterName, RivalVote[]>;

  /** @param repeaters voters who may send more than one vote; for all others it is enough to count */
  constructor(repeaters: Iterable<VoterName>) {
    this.#repeaters = new Map(Array.from(repeaters, (voter) => [voter, []]));
  }

  get accepted(): number {
    return this.#accepted;
  }

  record(vote: SentVote<VoterName>, reply: VoteReply): void {
    this.#sent += 1;
    const refusals = vote.due === 400 || vote.due === 422 ? this.#refusals[vote.due] : undefined;
    if (refusals !== undefined) refusals.sent += 1;
    if (reply.kind === 'unreachable' || isWorthRepeating(reply)) {
      this.#gaveUp += 1;
      return;
    }
    const expectedStatus = vote.due === 400 || vote.due === 422 ? vote.due : 202;
    if (reply.status !== expectedStatus) add(this.#unexpected, reply.status, 1);
    else if (refusals !== undefined) refusals.refused += 1;
    if (isAccepted(reply)) this.#accept(vote, reply.body.request_id);
  }

  #accept(vote: SentVote<VoterName>, submissionId: string): void {
    this.#accepted += 1;
    if (vote.due === 'counted') {
      const { ballot } = vote;
      const accepted = this.#repeaters.get(vote.voter);
      if (accepted === undefined) add(this.#single, ballot, 1);
      else accepted.push({ submissionId, ballot });
    } else if (vote.due !== 400 && vote.due !== 422) {
      add(this.#rejected, vote.due, 1);
    } // A 202 for such a body is already among the unexpected answers.
  }

  expectation(): Expectation {
    const certain = new Map(this.#single);
    const undecided: (readonly RivalVote[])[] = [];
    let voters = [...certain.values()].reduce((sum, n) => sum + n, 0);
    let votes = voters;
    for (const accepted of this.#repeaters.values()) {
      const [one, ...others] = accepted;
      if (one === undefined) continue;
      voters += 1;
      votes += accepted.length;
      if (others.every(({ ballot }) => isSameBallot(ballot, one.ballot))) add(certain, one.ballot, 1);
      else undecided.push(accepted);
    }
    return {
      sent: this.#sent,
      accepted: this.#accepted,
      counted: voters,
      rejected: new Map<RejectionReason, number>([['already-voted', votes - voters], ...this.#rejected]),
      malformed: this.#refusals[400],
      invalid: this.#refusals[422],
      certain,
      undecided,
      unexpectedAnswers: this.#unexpected,
      gaveUp: this.#gaveUp,
    };
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, votes: number): void {
  counts.set(key, (counts.get(key) ?? 0) + votes);
}
