import type { Voter } from '@scrutin/voting-load';
import { HttpClient } from '@scrutin/voting-load';
import { expectNoSecretInLogs } from './kept-secrets.ts';
import type { Law, LawWindow } from './laws.ts';
import { openLaw } from './laws.ts';
import type { RollOwner } from './load-roll.ts';
import { openedLater } from './opened-later.ts';
import type { StackOptions } from './stack.ts';
import { Stack } from './stack.ts';

/** The whole system, for one suite. */
export interface SuiteSystem {
  readonly stack: Stack;
  /** A voter's HTTP client. */
  readonly client: HttpClient;
  /** Opens a law. `voters` is the number of new voters on its roll, or the voters themselves. */
  readonly open: (voters: number | readonly Voter[], window?: LawWindow) => Promise<Law>;
  /** The rolls whose voters must be in no log when the suite ends. `open` adds the roll of its law. */
  readonly rolls: RollOwner[];
}

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
  const client = new HttpClient(connections);
  const rolls: RollOwner[] = [];
  const running = openedLater('the system', () => stack);
  beforeAll(async () => {
    stack = await Stack.start(options);
  });
  afterAll(async () => {
    await client.close();
    if (stack === undefined) return;
    await stack.stop();
    expectNoSecretInLogs(stack, rolls);
  });
  return {
    stack: running,
    client,
    async open(voters, window = {}) {
      const law = await openLaw(running, { ...window, voters });
      rolls.push(law);
      return law;
    },
    rolls,
  };
}
