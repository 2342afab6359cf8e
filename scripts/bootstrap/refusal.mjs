// @ts-check
/**
 * An expected failure, which is printed as one sentence without a stack trace. Something is missing, in use or not
 * permitted, and the message says what to do about it.
 */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {{ detail?: string, cause?: unknown }} [more] `detail`: output of a program, printed before the message
   */
  constructor(message, { detail = '', cause } = {}) {
    super(message, { cause });
    this.name = 'Refusal';
    this.detail = detail;
  }
}

/**
 * Refuses the arguments of a command that takes none like them.
 *
 * @param {readonly string[]} args
 * @param {string} usage
 * @throws {Refusal} if there is any
 */
export function refuseArguments(args, usage) {
  if (args[0] !== undefined) throw new Refusal(`Unknown argument '${args[0]}'\nUsage: ${usage}`);
}

/**
 * The text to print about a failure: the message of a Refusal, or the stack of any other error.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (error instanceof Refusal) return `${error.detail.trimEnd()}\n${error.message}`.trimStart();
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs the main function of a command. The number that it returns becomes the exit code, and no number means 0. If it
 * fails, the failure is printed and the exit code is 1.
 *
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
