import { Tally } from './tally.ts';
import { malformedBody, voteBody, withScrambledCode } from './vote-bodies.ts';
import type { VoterLetter } from './vote-bodies.ts';
import type { PlannedVote, VotePlan } from './vote-plan.ts';
import type { VotingClient } from './voting-client.ts';

export interface PlayOptions {
  readonly plan: VotePlan;
  readonly lawId: string;
  /** At least `plan.letters`, on the roll, none of which voted. */
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
  const repeaters = new Set(plan.steps.flatMap((step) => (step.kind === 'again' ? [step.voter] : [])));
  const startedAt = performance.now();
  let next = 0;

  const send = async (step: PlannedVote, key: string): Promise<void> => {
    const answer = await options.client.send(bodyOf(step, options), `${options.runId}-${key}`);
    tally.record(step, answer);
    options.onAccepted(tally.accepted);
  };
  const play = async (step: PlannedVote, index: number): Promise<void> => {
    if (step.kind === 'first') {
      const sending = sendWithTwins(step, index, send);
      if (repeaters.has(step.voter)) underway.set(step.voter, sending);
      await sending;
      underway.delete(step.voter);
      return;
    }
    if (step.kind === 'again') await underway.get(step.voter);
    await send(step, String(index));
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

function bodyOf(step: PlannedVote, { letters, lawId, stranger }: PlayOptions): string {
  switch (step.kind) {
    case 'first':
    case 'again':
      return voteBody(letterOf(letters, step.voter), lawId, step.choice);
    case 'unknown':
      return voteBody(stranger(step.stranger), lawId, step.choice);
    case 'scrambled-code':
      return voteBody(withScrambledCode(letterOf(letters, step.voter)), lawId, step.choice);
    case 'malformed':
      return malformedBody(letterOf(letters, step.voter), lawId, step.variant);
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
