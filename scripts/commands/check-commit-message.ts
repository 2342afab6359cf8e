/** `node scripts/run.mjs check-commit-message FILE`: refuses a message that breaks the rules of CONTRIBUTING.md. */
import { readFileSync } from 'node:fs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { problemsOfMessage } from '../repository/commit-message.ts';

export function run([file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new Refusal('Usage: node scripts/run.mjs check-commit-message FILE');
  const problems = problemsOfMessage(readFileSync(file, 'utf8'));
  for (const problem of problems) console.error(problem);
  return Promise.resolve(problems.length === 0 ? 0 : 1);
}
