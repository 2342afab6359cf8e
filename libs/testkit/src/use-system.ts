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
  /** Opens a law with so many new voters, or with these. */
  readonly open: (voters: number | readonly Voter[], window?: LawWindow) => Promise<Law>;
  /** The rolls whose voters must be in no log when the suite ends; those of `open` are in it already. */
  readonly rolls: RollOwner[];
}

export interface SuiteSystemOptions extends StackOptions {
  /** Connections of `client`. */
  readonly connections?: number;
}

/**
 * Starts the system for a suite, stops it at the end, and looks then whether a log names a voter. Call it where a
 * `describe` begins.
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
