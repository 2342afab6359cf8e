import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { ActOutcome } from '@scrutin/election';
import type { Actor } from '@scrutin/election-office';
import { refuse } from '../run.ts';

/** Who acts, for the record of acts: the command line and the user of the machine. */
export function commandLineActor(): Actor {
  return { name: `command line: ${userName()}` };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // in a container, a user may have no name
  }
}

/** The value of an act that succeeded. A refusal ends the command with exit code 1 and its reason. */
export function requireSuccess<T>(command: Command, outcome: ActOutcome<T>): T {
  return outcome.ok ? outcome.value : refuse(command, outcome.detail);
}
