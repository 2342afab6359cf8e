import path from 'node:path';
import { lawRollKey } from '@scrutin/election';
import { ConfigurationError, loadConfig, setting } from '@scrutin/service-runtime';
import type { Command } from 'commander';
import { z } from 'zod';
import { cliEnvironment, projectFolder } from '../environment.ts';
import type { Environment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { ROLL_ROOM } from '../simulate/fresh-voters.ts';
import { voteBody } from '../simulate/vote-bodies.ts';
import type { VoterLetter } from '../simulate/vote-bodies.ts';
import { withBallotStore, withVoterRoll } from '../stack.ts';
import { DEMO_LAWS, demoLaw, needsOpening } from './demo-laws.ts';
import { demoRoll } from './demo-roll.ts';

interface DemoOptions {
  readonly credentials: number;
  readonly folder?: string;
}

export function registerDemoCommands(program: Command): void {
  const demo = program
    .command('demo')
    .summary('a demonstration referendum')
    .description(
      'A demonstration referendum: three laws that are open for thirty days, with a voter roll each.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin demo load');
  demo
    .command('load')
    .description('make the demonstration, or mend it; what is there already stays')
    .option('--credentials <n>', 'voters on the roll of each law', wholeNumber(1, 1_000_000), 20_000)
    .option('--folder <folder>', 'where the letters and rolls are kept (default: in .scrutin of the project)')
    .addHelpText('after', '\nExample:\n  $ npx scrutin demo load --credentials 1000')
    .action(async (options: DemoOptions) => {
      await loadDemo(await cliEnvironment(), options);
    });
}

async function loadDemo(environment: Environment, options: DemoOptions): Promise<void> {
  const { CREDENTIAL_PEPPER: pepper } = loadConfig(
    z.object({ CREDENTIAL_PEPPER: setting.secret() }),
    environment,
  );
  const folder = options.folder ?? demoFolder(environment);
  let example: VoterLetter | undefined;
  await withBallotStore(environment, (store) =>
    withVoterRoll(environment, async (roll) => {
      for (const law of DEMO_LAWS) {
        const nowMs = Date.now();
        const opens = needsOpening(await store.law(law.id), nowMs);
        if (opens) await store.upsertLaw(demoLaw(law, nowMs));
        const set = await demoRoll({
          folder: path.join(folder, law.id),
          lawId: law.id,
          credentials: options.credentials,
          pepper,
        });
        const rollKey = lawRollKey(law.id);
        const loaded = await roll.loadRoll(
          rollKey,
          set.hashes.map((hash) => ({ hash })),
          { buckets: ROLL_ROOM },
        );
        const { credentials, buckets } = loaded;
        await store.registerRoll(rollKey, { credentials, buckets, scheme: 'hmac-sha256' });
        console.log(
          `${law.id}  ${law.title.fr}: ${opens ? 'opened for thirty days' : 'open'}, ` +
            `${credentials.toLocaleString('en-CA')} on the roll (${loaded.added.toLocaleString('en-CA')} new)`,
        );
        example ??= set.letters[Math.floor(Math.random() * set.letters.length)];
      }
    }),
  );
  if (example !== undefined) console.log(howToVote(environment, folder, example));
}

function demoFolder(environment: Environment): string {
  const project = projectFolder(process.cwd());
  if (project === undefined) {
    throw new ConfigurationError('This is not a folder of the project: give --folder, or change into it.');
  }
  return path.join(project, '.scrutin', environment['SCRUTIN_PROFILE'] ?? 'dev', 'demo');
}

/** A letter of the demonstration may be shown: it is nobody's. */
function howToVote(environment: Environment, folder: string, letter: VoterLetter): string {
  const lawId = DEMO_LAWS[0]?.id ?? '';
  return `
The letters of the voters: ${path.join(folder, lawId, 'letters')}. Vote as one of them:
  curl -i ${environment['SCRUTIN_API_URL'] ?? 'http://127.0.0.1:8000'}/api/v1/vote \\
    -H 'Content-Type: application/json' \\
    -d '${voteBody(letter, lawId, 'oui')}'`;
}
