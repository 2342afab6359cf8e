import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { databaseRefusal } from './database-refusal.ts';
import { showControlCharacters } from './terminal.ts';

/** Exit codes: success; failure, or the answer "no"; a wrong command line; an act that waits for a second person. */
export const EXIT = { ok: 0, failed: 1, usage: 2, waits: 3 } as const;

/** Ends a command with one sentence on standard error and exit code 1. It is for expected refusals. */
export function refuse(command: Command, message: string): never {
  command.configureOutput().writeErr?.(`scrutin: ${message}\n`);
  throw new CommanderError(EXIT.failed, 'scrutin.refused', message);
}

/** Ends a command whose act waits for the approval of a second person, with one sentence and exit code 3. */
export function waits(message: string): never {
  console.log(message);
  throw new CommanderError(EXIT.waits, 'scrutin.waits', message);
}

/** Ends a command that has already printed why it does not exit with 0. */
export function failQuietly(): void {
  process.exitCode = EXIT.failed;
}

/**
 * Runs one command line and returns the exit code. A failure is one sentence and what to do about it;
 * `--debug` adds the stack and the causes.
 */
export async function runCommandLine(program: Command, argv: readonly string[]): Promise<number> {
  const restore = showControlCharacters();
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    process.stderr.write(`scrutin: ${explain(error)}\n`);
    if (argv.includes('--debug')) process.stderr.write(`${stackOf(error)}\n`);
    return EXIT.failed;
  } finally {
    restore();
  }
}

/** commander has already printed its message. All of its codes other than 0 are mistakes in the command line. */
function exitCodeOf(error: CommanderError): number {
  if (error.code.startsWith('scrutin.') || error.exitCode === 0) return error.exitCode;
  return EXIT.usage;
}

const HOW_TO_CONFIGURE =
  "Set it in the environment, or start the local stack with `npm start` and run the command in the project's folder.";

/** One sentence, and what to do. The error of a wrong configuration says itself what to do. */
export function explain(error: unknown): string {
  const refusal = databaseRefusal(error);
  if (refusal !== undefined) return refusal;
  if (error instanceof ConfigurationError) {
    return /is required/.test(error.message) ? `${error.message}\n${HOW_TO_CONFIGURE}` : error.message;
  }
  if (error instanceof TransientError) {
    return `${error.message}\nCheck that the stack runs (\`npm start\`, or the addresses in the environment), then try again.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `unexpected: ${message}\nThis is a fault in scrutin: run the command again with --debug for the details.`;
}

function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let at: unknown = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    lines.push(at instanceof Error ? (at.stack ?? at.message) : JSON.stringify(at));
  }
  return lines.join('\ncaused by ');
}
