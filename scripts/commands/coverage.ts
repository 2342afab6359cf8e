/**
 * `npm run coverage [-- libs/broker apps/cli …]`: measures which lines of each package its own tests run. Each
 * package below its number in coverage.config.mjs counts as one failure. The reports are in `.scrutin/coverage/`.
 */
import { Refusal } from '../bootstrap/refusal.mjs';
import { heading } from '../bootstrap/steps.mjs';
import { coverageArguments, FLOORS } from '../testing/coverage.ts';
import { runJest } from '../testing/jest.ts';
import { runWithServices } from '../testing/run-with-services.ts';

export function run(args: readonly string[]): Promise<number> {
  const known = Object.keys(FLOORS);
  const wanted = args.map((arg) => arg.replace(/\/+$/, ''));
  const unknown = wanted.filter((folder) => !known.includes(folder));
  if (unknown.length > 0)
    throw new Refusal(`No such package: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  return runWithServices({ what: 'npm run coverage' }, async ({ env, add }) => {
    for (const folder of wanted.length > 0 ? wanted : known) {
      heading(`Coverage of ${folder}`);
      add(await runJest('coverage', coverageArguments([folder]), [], env));
    }
  });
}
