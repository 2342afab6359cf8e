import { withScrambledCode } from './mistakes.ts';
import { paced } from './paced.ts';
import type { Poll } from './poll.ts';
import type { SentVote } from './tally.ts';
import { Tally } from './tally.ts';
import type { PlannedRequest, VotePlan } from './vote-plan.ts';
import type { VoteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';
import type { VotingClient } from './voting-client.ts';

export interface PlayOptions {
  readonly plan: VotePlan;
  readonly poll: Pick<Poll, 'request' | 'malformed'>;
  /** Voters on the roll who have not voted, as many as the plan needs. */
  readonly voters: readonly Voter[];
  /** Returns a voter who is on no roll; called with 0, 1, 2 … */
  readonly stranger: (n: number) => Voter;
  readonly client: Pick<VotingClient, 'cast'>;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Requests begun per second; undefined: as fast as the answers come. */
  readonly ratePerSecond: number | undefined;
  /** Part of the Idempotency-Keys, so that no other run has the same ones. */
  readonly runId: string;
  readonly onAccepted: (accepted: number) => void;
}

/**
 * Plays the plan with `concurrency` voters at a time. Each waits for the answer before the next one begins.
 * Resolves when every request has its answer.
 */
export async function playVotes(options: PlayOptions): Promise<Tally<number>> {
  const { plan, concurrency, ratePerSecond } = options;
  const tally = new Tally(plan.steps.flatMap(voterWhoRepeats));
  const underway = new Map<number, Promise<void>>();
  const patient = new Set(plan.steps.flatMap(voterWhoseVotesWait));

  const send = async (step: PlannedRequest, key: string): Promise<void> => {
    const answer = await options.client.cast(requestOf(step, options), `${options.runId}-${key}`);
    tally.record(sentVote(step), answer);
    options.onAccepted(tally.accepted);
  };
  /** Sends a vote of a voter whose votes must follow each other, after the earlier vote of that voter was answered. */
  const inTurn = async (voter: number, sendIt: () => Promise<void>): Promise<void> => {
    if (!patient.has(voter)) return sendIt();
    const earlier = underway.get(voter) ?? Promise.resolve();
    const sending = earlier.then(sendIt);
    underway.set(voter, sending);
    await sending;
    if (underway.get(voter) === sending) underway.delete(voter);
  };
  const play = async (step: PlannedRequest, index: number): Promise<void> => {
    if (step.kind === 'first') await inTurn(step.voter, () => sendWithTwins(step, index, send));
    else if (step.kind === 'wrong-region') await inTurn(step.voter, () => send(step, String(index)));
    else {
      if (step.kind === 'again') await underway.get(step.voter);
      await send(step, String(index));
    }
  };
  await paced(plan.steps, { concurrency, ratePerSecond }, play);
  return tally;
}

type First = Extract<PlannedRequest, { kind: 'first' }>;

/** Sends a vote with its twins, which have the same choice. They play a second click, so any of them may count. */
async function sendWithTwins(
  step: First,
  index: number,
  send: (step: PlannedRequest, key: string) => Promise<void>,
): Promise<void> {
  const twins = Array.from({ length: step.twins }, (_, i) => send(step, `${index}-${i}`));
  await Promise.all([send(step, String(index)), ...twins]);
}

/** The voters whose votes must follow each other: those who vote again, and those who first vote in a wrong region. */
function voterWhoseVotesWait(step: PlannedRequest): number[] {
  return step.kind === 'again' || step.kind === 'wrong-region' ? [step.voter] : [];
}

/** The voters who send more than one vote, perhaps with different choices. */
function voterWhoRepeats(step: PlannedRequest): number[] {
  return step.kind === 'again' || (step.kind === 'first' && step.twins > 0) ? [step.voter] : [];
}

/** What must become of the request if its voter sends no other. */
function sentVote(step: PlannedRequest): SentVote<number> {
  switch (step.kind) {
    case 'first':
    case 'again':
      return { due: 'counted', voter: step.voter, ballot: step.ballot };
    case 'unknown':
    case 'scrambled-code':
      return { due: 'unknown-credential' };
    case 'wrong-region':
      return { due: 'wrong-region' };
    case 'malformed':
      return { due: 400 };
    case 'invalid':
      return { due: 422 };
  }
}

function requestOf(step: PlannedRequest, { voters, poll, stranger }: PlayOptions): VoteRequest {
  switch (step.kind) {
    case 'first':
    case 'again':
    case 'wrong-region':
    case 'invalid':
      return poll.request(voterOf(voters, step.voter), step.ballot);
    case 'unknown':
      return poll.request(stranger(step.stranger), step.ballot);
    case 'scrambled-code':
      return poll.request(withScrambledCode(voterOf(voters, step.voter)), step.ballot);
    case 'malformed':
      return poll.malformed(voterOf(voters, step.voter), step.variant);
  }
}

function voterOf(voters: readonly Voter[], index: number): Voter {
  const voter = voters[index];
  if (voter === undefined) {
    throw new RangeError(`The plan needs a voter ${index}, there are ${voters.length}.`);
  }
  return voter;
}
