// @ts-check
/**
 * An expected failure, told to the person at the terminal in one sentence and without a stack trace:
 * something is missing, taken or not permitted, and the message says what to do about it.
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
 * What to print about a failure: a Refusal is told in its sentences, anything else with its stack.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (error instanceof Refusal) return `${error.detail.trimEnd()}\n${error.message}`.trimStart();
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs the main function of a command. Its number becomes the exit code (nothing means 0); a failure is printed, and
 * the exit code is 1.
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
