import type { RejectionReason } from '@scrutin/election';
import { isSameBallot } from './poll.ts';
import type { Ballot } from './poll.ts';
import type { PlannedVote } from './vote-plan.ts';
import type { Answer } from './voting-client.ts';

/** An accepted vote of a voter who was accepted more than once with different choices. */
export interface RivalVote {
  readonly submissionId: string;
  readonly ballot: Ballot;
}

/** Requests that must be refused at once, and how many were, as they must. */
export interface Refusals {
  readonly sent: number;
  readonly refused: number;
}

/** What the answers allow to expect of the count. */
export interface Expectation {
  /** Requests sent, retries of the same one not counted. */
  readonly sent: number;
  /** Answered 202. */
  readonly accepted: number;
  /** Voters with at least one accepted vote: each counts once (P3). */
  readonly counted: number;
  /** Accepted, to be rejected for this reason. Reasons that are not there: none. */
  readonly rejected: ReadonlyMap<RejectionReason, number>;
  /** To be answered 400. */
  readonly malformed: Refusals;
  /** To be answered 422. */
  readonly invalid: Refusals;
  /** Ballots that are certain to count, how often each: the voter chose the same every time. */
  readonly certain: ReadonlyMap<Ballot, number>;
  /**
   * Voters who sent several choices. Which one arrives first at the count is not for the sender to know
   * (workers take turns); the system is asked which was counted, and exactly one must have been.
   */
  readonly undecided: readonly (readonly RivalVote[])[];
  /** Answers that no planned vote should get, by status. */
  readonly unexpectedAnswers: ReadonlyMap<number, number>;
  /** Votes that had no answer, or were refused to the last: they may be in the count or not. */
  readonly gaveUp: number;
}

const EXPECTED_STATUS = { malformed: 400, invalid: 422 } as const;

/** Collects the answers while the votes are played. */
export class Tally {
  #sent = 0;
  #accepted = 0;
  #unknown = 0;
  #wrongRegion = 0;
  #gaveUp = 0;
  readonly #refusals = { malformed: { sent: 0, refused: 0 }, invalid: { sent: 0, refused: 0 } };
  readonly #unexpected = new Map<number, number>();
  readonly #single = new Map<Ballot, number>();
  /** Only of voters who send more than once: of the others the numbers are enough. */
  readonly #repeaters: ReadonlyMap<number, RivalVote[]>;

  constructor(steps: readonly PlannedVote[]) {
    const repeaters = new Map<number, RivalVote[]>();
    for (const step of steps) {
      if (step.kind === 'again' || (step.kind === 'first' && step.twins > 0)) repeaters.set(step.voter, []);
    }
    this.#repeaters = repeaters;
  }

  get accepted(): number {
    return this.#accepted;
  }

  record(vote: PlannedVote, answer: Answer): void {
    this.#sent += 1;
    const refusals =
      vote.kind === 'malformed' || vote.kind === 'invalid' ? this.#refusals[vote.kind] : undefined;
    if (refusals !== undefined) refusals.sent += 1;
    if (answer.kind === 'gave-up') {
      this.#gaveUp += 1;
      return;
    }
    const expectedStatus =
      vote.kind === 'malformed' || vote.kind === 'invalid' ? EXPECTED_STATUS[vote.kind] : 202;
    if (answer.status !== expectedStatus) add(this.#unexpected, answer.status, 1);
    else if (refusals !== undefined) refusals.refused += 1;
    if (answer.status === 202) this.#accept(vote, answer.submissionId ?? '');
  }

  #accept(vote: PlannedVote, submissionId: string): void {
    this.#accepted += 1;
    switch (vote.kind) {
      case 'first':
      case 'again': {
        const { ballot } = vote;
        const accepted = this.#repeaters.get(vote.voter);
        if (accepted === undefined) add(this.#single, ballot, 1);
        else accepted.push({ submissionId, ballot });
        return;
      }
      case 'unknown':
      case 'scrambled-code':
        this.#unknown += 1;
        return;
      case 'wrong-region':
        this.#wrongRegion += 1;
        return;
      case 'invalid':
      case 'malformed':
        return; // a 202 that no such body may get: among the unexpected answers
    }
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
      rejected: new Map<RejectionReason, number>([
        ['already-voted', votes - voters],
        ['unknown-credential', this.#unknown],
        ...(this.#wrongRegion === 0 ? [] : ([['wrong-region', this.#wrongRegion]] as const)),
      ]),
      ...this.#refusals,
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
