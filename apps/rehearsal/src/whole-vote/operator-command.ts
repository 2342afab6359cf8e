import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@scrutin/local-stack';
import { endWithUs } from '../bench/own-processes.ts';
import type { MemoryWatch } from '../bench/process-memory.ts';

const CLI = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../cli/dist/main.js');
const LOOK_EVERY_MS = 250;

/** Runs a command of the operator in a process of its own, as an operator does. */
export interface OperatorCommands {
  /**
   * @param name under which its memory is reported
   * @returns what it printed
   * @throws Error with the end of what it printed, unless its exit code is 0
   */
  run(name: string, args: readonly string[]): Promise<string>;
  /** The same for a command that answers a question: exit code 1 means that the answer is no, and what it printed says why. */
  ask(name: string, args: readonly string[], change?: Environment): Promise<string>;
}

export function operatorCommands(environment: Environment, memory: MemoryWatch): OperatorCommands {
  const runTo = async (
    name: string,
    args: readonly string[],
    codes: readonly number[],
    change: Environment = {},
  ): Promise<string> => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: { ...environment, ...change },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endWithUs(child);
    const { pid } = child;
    const look = (): void => {
      if (pid !== undefined) memory.look(name, pid);
    };
    const looks = setInterval(look, LOOK_EVERY_MS);
    try {
      const closed = once(child, 'close') as Promise<[number | null]>;
      const [printed, problems, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
      if (codes.includes(code ?? -1) && printed !== '') return printed;
      throw new Error(`scrutin ${args.join(' ')} failed:\n${printed.slice(-3_000)}${problems.slice(-3_000)}`);
    } finally {
      clearInterval(looks);
    }
  };
  return {
    run: (name, args) => runTo(name, args, [0]),
    ask: (name, args, change) => runTo(name, args, [0, 1], change),
  };
}
