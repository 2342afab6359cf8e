import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { ActOutcome } from '@scrutin/election';
import type { Actor } from '@scrutin/election-office';
import { refuse } from '../run.ts';

/** The actor of what the command line does, in the record of acts: the user of the machine. */
export function commandLineActor(): Actor {
  return { name: `command line: ${userName()}` };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // a user without a name, as containers have
  }
}

/** What the act came to; a refusal ends the command with exit code 1 and says why. */
export function done<T>(command: Command, outcome: ActOutcome<T>): T {
  return outcome.ok ? outcome.value : refuse(command, outcome.detail);
}
