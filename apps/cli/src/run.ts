import type { Command } from 'commander';
import { CommanderError } from 'commander';
import type { LocalizedText } from '@scrutin/election';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { databaseRefusal } from './database-refusal.ts';
import { inLanguageOf, inWords, LocalizedRefusal } from './language.ts';
import { showControlCharacters } from './terminal.ts';

/** Exit codes: success; failure, or the answer "no"; a wrong command line; an act that waits for a second person. */
export const EXIT = { ok: 0, failed: 1, usage: 2, waits: 3 } as const;

const PROGRAM = { fr: 'scrutin : ', en: 'scrutin: ' };

/** Ends a command with one sentence on standard error and exit code 1. It is for expected refusals. */
export function refuse(command: Command, refusal: LocalizedText | string): never {
  const message = typeof refusal === 'string' ? refusal : inWords(refusal);
  command.configureOutput().writeErr?.(`${inWords(PROGRAM)}${message}\n`);
  throw new CommanderError(EXIT.failed, 'scrutin.refused', message);
}

/** Ends a command whose act waits for the approval of a second person, with exit code 3, and says so. */
export function waits(message: string): never {
  console.log(message);
  throw new CommanderError(EXIT.waits, 'scrutin.waits', message);
}

/** Ends a command that has already printed why it does not exit with 0. */
export function failQuietly(): void {
  process.exitCode = EXIT.failed;
}

/**
 * Runs one command line and returns the exit code. A failure is one sentence and what to do about it, in French if
 * `--lang` or `--language` asks for it; `--debug` adds the stack and the causes.
 */
export function runCommandLine(program: Command, argv: readonly string[]): Promise<number> {
  return inLanguageOf(argv, () => run(program, argv));
}

async function run(program: Command, argv: readonly string[]): Promise<number> {
  const restore = showControlCharacters();
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    process.stderr.write(`${inWords(PROGRAM)}${explain(error)}\n`);
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
  if (error instanceof LocalizedRefusal) return inWords(error.text);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigurationError) {
    const settings = [...new Set(message.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g))];
    return inWords({
      fr: `la configuration est incomplète ou incorrecte${settings.length === 0 ? '' : ` (${settings.join(', ')})`}.\nCorrigez-la dans l’environnement, ou démarrez les services locaux avec \`npm start\` et lancez la commande dans le dossier du projet.`,
      en: /is required/.test(message) ? `${message}\n${HOW_TO_CONFIGURE}` : message,
    });
  }
  if (error instanceof TransientError) {
    return inWords({
      fr: 'un service dont la commande a besoin ne répond pas.\nVérifiez que les services tournent (`npm start`, ou les adresses dans l’environnement), puis réessayez.',
      en: `${message}\nCheck that the stack runs (\`npm start\`, or the addresses in the environment), then try again.`,
    });
  }
  return inWords({
    fr: `erreur inattendue : « ${message} »\nC’est un défaut de scrutin : relancez la commande avec --debug pour les détails.`,
    en: `unexpected: ${message}\nThis is a fault in scrutin: run the command again with --debug for the details.`,
  });
}

function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let at: unknown = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    lines.push(at instanceof Error ? (at.stack ?? at.message) : JSON.stringify(at));
  }
  return lines.join('\ncaused by ');
}
