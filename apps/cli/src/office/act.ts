import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { proposalView } from '@scrutin/contracts/admin';
import type { ApprovableOutcome } from '@scrutin/election';
import { commandLineName, instantInWords } from '@scrutin/election';
import type { Actor } from '@scrutin/election-office';
import { inWords } from '../language.ts';
import { refuse, waits } from '../run.ts';
import { defaultTimeZone } from '../stack.ts';

/** Who acts, for the record of acts: the command line and the user of the machine. */
export function commandLineActor(): Actor {
  return { name: commandLineName(userName()) };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // in a container, a user may have no name
  }
}

/**
 * The value of an act that succeeded. A refusal ends the command with exit code 1 and its reason. An act that waits for
 * a second person ends it with exit code 3, and prints its proposal as JSON if the command has --json.
 */
export function requireSuccess<T>(command: Command, outcome: ApprovableOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  if (outcome.kind !== 'awaits-approval') return refuse(command, outcome.text);
  if (command.opts<{ readonly json?: boolean }>().json === true)
    return waits(JSON.stringify(proposalView(outcome.proposal)));
  const { id, expiresAtMs } = outcome.proposal;
  const until = instantInWords(expiresAtMs, defaultTimeZone());
  return waits(
    inWords({
      fr: `${outcome.text.fr} Elle peut être approuvée jusqu’à ceci : ${until.fr} (\`proposal show ${id}\`).`,
      en: `${outcome.detail} It can be approved until ${until.en}: \`proposal show ${id}\`.`,
    }),
  );
}
