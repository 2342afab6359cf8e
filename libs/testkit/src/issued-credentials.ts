import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Law } from './laws.ts';
import { addLaw } from './laws.ts';
import type { Stack } from './stack.ts';

/** A draft of a law whose credentials `scrutin credentials generate` wrote. Its roll is not loaded yet. */
export interface IssuedLaw extends Law {
  /** The folder for `scrutin roll load`. */
  readonly folder: string;
}

/** Creates the law and, with the real command, its letters and its roll. The voters are in the order of the letters. */
export async function issueCredentials(stack: Stack, count: number): Promise<IssuedLaw> {
  return generateCredentials(stack, await addLaw(stack, {}), count);
}

/** Generates credentials of a law with the real command. The voters are in the order of the letters. */
export async function generateCredentials(stack: Stack, id: string, count: number): Promise<IssuedLaw> {
  const folder = path.join(stack.folder, id);
  await runOrThrow(stack, [
    'credentials',
    'generate',
    '--count',
    String(count),
    '--law-id',
    id,
    '--output',
    folder,
    '--shard-size',
    '50000',
  ]);
  return { id, folder, voters: readLetters(path.join(folder, 'letters')) };
}

/** Runs `scrutin …` as the operator and returns its output. @throws Error with the output, unless it exits with 0 */
export async function runOrThrow(stack: Stack, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await stack.scrutin(args);
  if (code === 0) return stdout;
  throw new Error(`scrutin ${args.join(' ')} ended with ${String(code)}:\n${stdout}${stderr}`);
}

function readLetters(folder: string): { nas: string; code: string }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'))
    .map((line) => line.split(','))
    .flatMap(([nas, code]) =>
      nas !== undefined && /^\d{9}$/.test(nas) && code !== undefined ? [{ nas, code }] : [],
    );
}
