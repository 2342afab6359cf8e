import type { Poll } from './poll.ts';
import { Tally } from './tally.ts';
import { withScrambledCode } from './vote-bodies.ts';
import type { VoterLetter } from './vote-bodies.ts';
import type { PlannedVote, VotePlan } from './vote-plan.ts';
import type { VotingClient } from './voting-client.ts';

export interface PlayOptions {
  readonly plan: VotePlan;
  readonly poll: Pick<Poll, 'body' | 'malformed'>;
  /** As many as the plan needs, on the roll, none of which voted. */
  readonly letters: readonly VoterLetter[];
  /** On no roll; asked with 0, 1, 2 … */
  readonly stranger: (n: number) => VoterLetter;
  readonly client: Pick<VotingClient, 'send'>;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Requests begun per second; undefined: as fast as the answers come. */
  readonly ratePerSecond: number | undefined;
  /** Makes the Idempotency-Keys of this run its own. */
  readonly runId: string;
  readonly onAccepted: (accepted: number) => void;
}

/**
 * Plays the plan: `concurrency` voters at a time, each waiting for the answer before the next takes the
 * place. Resolves when every request has its answer.
 */
export async function playVotes(options: PlayOptions): Promise<Tally> {
  const { plan, ratePerSecond } = options;
  const tally = new Tally(plan.steps);
  const underway = new Map<number, Promise<void>>();
  const patient = new Set(plan.steps.flatMap(voterWhoseVotesWait));
  const startedAt = performance.now();
  let next = 0;

  const send = async (step: PlannedVote, key: string): Promise<void> => {
    const answer = await options.client.send(bodyOf(step, options), `${options.runId}-${key}`);
    tally.record(step, answer);
    options.onAccepted(tally.accepted);
  };
  /** Of a voter whose votes wait for each other: after the one before, and known to the one after. */
  const inTurn = async (voter: number, sendIt: () => Promise<void>): Promise<void> => {
    if (!patient.has(voter)) return sendIt();
    const earlier = underway.get(voter) ?? Promise.resolve();
    const sending = earlier.then(sendIt);
    underway.set(voter, sending);
    await sending;
    if (underway.get(voter) === sending) underway.delete(voter);
  };
  const play = async (step: PlannedVote, index: number): Promise<void> => {
    if (step.kind === 'first') await inTurn(step.voter, () => sendWithTwins(step, index, send));
    else if (step.kind === 'wrong-region') await inTurn(step.voter, () => send(step, String(index)));
    else {
      if (step.kind === 'again') await underway.get(step.voter);
      await send(step, String(index));
    }
  };
  const voters = Array.from({ length: Math.min(options.concurrency, plan.steps.length) }, async () => {
    for (;;) {
      const index = next;
      const step = plan.steps[index];
      if (step === undefined) return;
      next += 1;
      if (ratePerSecond !== undefined) await until(startedAt + (index * 1000) / ratePerSecond);
      await play(step, index);
    }
  });
  await Promise.all(voters);
  return tally;
}

type First = Extract<PlannedVote, { kind: 'first' }>;

/** Twins choose the same: what is played is a second click, and which of them counts must not matter. */
async function sendWithTwins(
  step: First,
  index: number,
  send: (step: PlannedVote, key: string) => Promise<void>,
): Promise<void> {
  const twins = Array.from({ length: step.twins }, (_, i) => send(step, `${index}-${i}`));
  await Promise.all([send(step, String(index)), ...twins]);
}

/** Who votes again does so after the first vote was answered; who strays votes at home after that was. */
function voterWhoseVotesWait(step: PlannedVote): number[] {
  return step.kind === 'again' || step.kind === 'wrong-region' ? [step.voter] : [];
}

function bodyOf(step: PlannedVote, { letters, poll, stranger }: PlayOptions): string {
  switch (step.kind) {
    case 'first':
    case 'again':
    case 'wrong-region':
    case 'invalid':
      return poll.body(letterOf(letters, step.voter), step.ballot);
    case 'unknown':
      return poll.body(stranger(step.stranger), step.ballot);
    case 'scrambled-code':
      return poll.body(withScrambledCode(letterOf(letters, step.voter)), step.ballot);
    case 'malformed':
      return poll.malformed(letterOf(letters, step.voter), step.variant);
  }
}

function letterOf(letters: readonly VoterLetter[], voter: number): VoterLetter {
  const letter = letters[voter];
  if (letter === undefined)
    throw new RangeError(`The plan needs a letter ${voter}, there are ${letters.length}.`);
  return letter;
}

function until(atMs: number): Promise<void> {
  const waitMs = atMs - performance.now();
  return waitMs <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, waitMs));
}
