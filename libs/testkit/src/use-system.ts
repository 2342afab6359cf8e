import type { LawVote, PublicClient, Vote, Voter } from '@scrutin/voting-load';
import { castVote, openPublicClient } from '@scrutin/voting-load';
import type { Election, ElectionSpec } from './elections.ts';
import { openElection } from './elections.ts';
import { expectNoSecretInLogs } from './kept-secrets.ts';
import type { Law, LawWindow } from './laws.ts';
import { openLaw } from './laws.ts';
import type { RollOwner } from './load-roll.ts';
import { openedLater } from './opened-later.ts';
import { answered } from './replies.ts';
import type { StackOptions } from './stack.ts';
import { Stack } from './stack.ts';
import type { AnsweredVote, LoadOptions, VoteRecord } from './vote-load.ts';
import { VoteLoad } from './vote-load.ts';

/** The whole system, for one suite. */
export interface SuiteSystem {
  readonly stack: Stack;
  /** A client of the public API, as voters have one. Each request goes to the next API that runs. */
  readonly client: PublicClient;
  /** Opens a law. `voters` is the number of new voters on its roll, or the voters themselves. */
  readonly open: (voters: number | readonly Voter[], window?: LawWindow) => Promise<Law>;
  /** Opens an election with new voters. */
  readonly openElection: (spec: ElectionSpec) => Promise<Election>;
  /** Reads a path of the public API, such as a location that an answer has. @throws the error of the connection */
  readonly ask: (path: string) => Promise<PlainAnswer>;
  /** Casts one vote. @throws the error of the connection if no answer came */
  readonly cast: (vote: Vote, idempotencyKey?: string) => Promise<AnsweredVote>;
  /** Casts the votes, and resolves when each was answered or failed. */
  readonly castAll: <V extends Vote = LawVote>(
    votes: Iterable<V>,
    options?: VotingOptions,
  ) => Promise<VoteRecord<V>>;
  /** Begins to cast the votes in the background. */
  readonly startVoting: <V extends Vote = LawVote>(
    votes: Iterable<V>,
    options?: VotingOptions,
  ) => VoteLoad<V>;
  /** The rolls whose voters must be in no log when the suite ends. `open` and `openElection` add theirs. */
  readonly rolls: RollOwner[];
}

/** The status and the text of an answer. */
interface PlainAnswer {
  readonly status: number;
  readonly text: string;
}

/** How votes are cast. They go to the APIs of the system in turn. */
type VotingOptions = Omit<LoadOptions, 'target'>;

export interface SuiteSystemOptions extends StackOptions {
  /** The number of connections of `client`. */
  readonly connections?: number;
}

/**
 * Starts the system before the first test of a suite and stops it after the last. Then it checks that no log names a
 * voter. Call it at the top of a `describe`.
 */
export function useSystem({ connections = 4, ...options }: SuiteSystemOptions): SuiteSystem {
  let stack: Stack | undefined;
  const rolls: RollOwner[] = [];
  const running = openedLater('the system', () => stack);
  const client = openPublicClient(() => running.target(), connections);
  beforeAll(async () => {
    stack = await Stack.start(options);
  });
  afterAll(async () => {
    await client.close();
    if (stack === undefined) return;
    await stack.stop();
    expectNoSecretInLogs(stack, rolls);
  });
  const startVoting = <V extends Vote>(votes: Iterable<V>, options: VotingOptions = {}): VoteLoad<V> =>
    new VoteLoad(votes, { ...options, target: running.target });
  return {
    stack: running,
    client,
    async open(voters, window = {}) {
      const law = await openLaw(running, { ...window, voters });
      rolls.push(law);
      return law;
    },
    async openElection(spec) {
      const election = await openElection(running, spec);
      rolls.push(election);
      return election;
    },
    async ask(path) {
      const answer = await fetch(running.target() + path);
      return { status: answer.status, text: await answer.text() };
    },
    cast: async (vote, idempotencyKey) => answered(await castVote(client, vote, idempotencyKey)),
    castAll: (votes, options) => startVoting(votes, options).done(),
    startVoting,
    rolls,
  };
}
