import type { LawOption } from '@scrutin/election';
import type { Answer } from './voting-client.ts';
import type { PlannedVote } from './vote-plan.ts';

/** An accepted vote of a voter who was accepted more than once with different choices. */
export interface RivalVote {
  readonly submissionId: string;
  readonly choice: LawOption;
}

/** What the answers allow to expect of the count. */
export interface Expectation {
  /** Requests sent, retries of the same one not counted. */
  readonly sent: number;
  /** Answered 202. */
  readonly accepted: number;
  /** Voters with at least one accepted vote: each counts once (P3). */
  readonly counted: number;
  readonly alreadyVoted: number;
  readonly unknownCredential: number;
  /** Malformed bodies that were answered 400, as they must be, and how many were sent. */
  readonly refused: number;
  readonly malformedSent: number;
  /** Votes whose choice is certain: the voter chose the same every time. */
  readonly oui: number;
  readonly non: number;
  /**
   * Voters who sent both choices. Which one arrives first at the count is not for the sender to know
   * (workers take turns); the system is asked which was counted, and exactly one must have been.
   */
  readonly undecided: readonly (readonly RivalVote[])[];
  /** Answers that no planned vote should get, by status. */
  readonly unexpectedAnswers: ReadonlyMap<number, number>;
  /** Votes that had no answer, or were refused to the last: they may be in the count or not. */
  readonly gaveUp: number;
}

interface VoterRecord {
  accepted: RivalVote[];
}

/** Collects the answers while the votes are played. */
export class Tally {
  #sent = 0;
  #accepted = 0;
  #unknownAccepted = 0;
  #refused = 0;
  #malformedSent = 0;
  #gaveUp = 0;
  readonly #unexpected = new Map<number, number>();
  readonly #single = { oui: 0, non: 0 };
  /** Only of voters who send more than once: of the others the numbers are enough. */
  readonly #repeaters: ReadonlyMap<number, VoterRecord>;

  constructor(steps: readonly PlannedVote[]) {
    const repeaters = new Map<number, VoterRecord>();
    for (const step of steps) {
      if (step.kind === 'again' || (step.kind === 'first' && step.twins > 0)) {
        if (!repeaters.has(step.voter)) repeaters.set(step.voter, { accepted: [] });
      }
    }
    this.#repeaters = repeaters;
  }

  get accepted(): number {
    return this.#accepted;
  }

  record(vote: PlannedVote, answer: Answer): void {
    this.#sent += 1;
    if (vote.kind === 'malformed') this.#malformedSent += 1;
    if (answer.kind === 'gave-up') {
      this.#gaveUp += 1;
      return;
    }
    const expectedStatus = vote.kind === 'malformed' ? 400 : 202;
    if (answer.status !== expectedStatus) {
      this.#unexpected.set(answer.status, (this.#unexpected.get(answer.status) ?? 0) + 1);
    }
    if (answer.status === 202) this.#accept(vote, answer.submissionId ?? '');
    else if (vote.kind === 'malformed' && answer.status === 400) this.#refused += 1;
  }

  #accept(vote: PlannedVote, submissionId: string): void {
    this.#accepted += 1;
    switch (vote.kind) {
      case 'first':
      case 'again': {
        const repeater = this.#repeaters.get(vote.voter);
        if (repeater === undefined) this.#single[vote.choice] += 1;
        else repeater.accepted.push({ submissionId, choice: vote.choice });
        return;
      }
      case 'unknown':
      case 'scrambled-code':
        this.#unknownAccepted += 1;
        return;
      case 'malformed':
        return; // a 202 that no malformed body may get: among the unexpected answers
    }
  }

  expectation(): Expectation {
    const certain = { ...this.#single };
    const undecided: (readonly RivalVote[])[] = [];
    let voters = certain.oui + certain.non;
    let votes = voters;
    for (const { accepted } of this.#repeaters.values()) {
      const [one, ...others] = accepted;
      if (one === undefined) continue;
      voters += 1;
      votes += accepted.length;
      if (others.every(({ choice }) => choice === one.choice)) certain[one.choice] += 1;
      else undecided.push(accepted);
    }
    return {
      sent: this.#sent,
      accepted: this.#accepted,
      counted: voters,
      alreadyVoted: votes - voters,
      unknownCredential: this.#unknownAccepted,
      refused: this.#refused,
      malformedSent: this.#malformedSent,
      ...certain,
      undecided,
      unexpectedAnswers: this.#unexpected,
      gaveUp: this.#gaveUp,
    };
  }
}
