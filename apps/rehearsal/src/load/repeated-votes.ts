import type { SourcedVote } from './vote-source.ts';

/** Of more refused voters than these, the others do not try again. It bounds the memory under overload. */
const MOST_WAITING = 100_000;
const USUAL_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/** The votes that were refused for the moment, until they are sent again, the oldest first. */
export class RepeatedVotes {
  /** How many were taken to be sent again. */
  taken = 0;
  dropped = 0;
  readonly #votes: { readonly vote: SourcedVote; readonly dueMs: number }[] = [];
  #first = 0;

  get size(): number {
    return this.#votes.length - this.#first;
  }

  /** @param retryAfterS what the server asked for; 0 if it did not */
  add(vote: SourcedVote, nowMs: number, retryAfterS: number): void {
    if (this.size >= MOST_WAITING) {
      this.dropped += 1;
      return;
    }
    const waitMs = retryAfterS > 0 ? Math.min(retryAfterS * 1_000, LONGEST_WAIT_MS) : USUAL_WAIT_MS;
    this.#votes.push({ vote, dueMs: nowMs + waitMs });
  }

  /** Takes the oldest vote if its time has come. */
  due(nowMs: number): SourcedVote | undefined {
    const first = this.#votes[this.#first];
    if (first === undefined || first.dueMs > nowMs) return undefined;
    this.#first += 1;
    this.taken += 1;
    if (this.#first > 4_096) this.#first -= this.#votes.splice(0, this.#first).length;
    return first.vote;
  }
}
