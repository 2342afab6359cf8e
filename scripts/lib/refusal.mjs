/**
 * An expected failure, told to the person at the terminal in one sentence and without a stack trace:
 * something is missing, taken or not permitted, and the message says what to do about it.
 */
export class Refusal extends Error {
  constructor(message, { detail = '', cause } = {}) {
    super(message, { cause });
    this.name = 'Refusal';
    this.detail = detail;
  }
}

/** Runs a script's main function; a Refusal becomes its sentence and exit code 1, anything else keeps its stack. */
export async function runMain(main) {
  try {
    const code = await main();
    process.exitCode = typeof code === 'number' ? code : 0;
  } catch (error) {
    if (error instanceof Refusal) {
      if (error.detail) process.stderr.write(`${error.detail.trimEnd()}\n`);
      process.stderr.write(`${error.message}\n`);
    } else {
      process.stderr.write(`${error?.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}
