import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { CodeLength, CredentialScheme, RollManifest } from '@scrutin/credentials';
import { CODE_LENGTHS, CREDENTIAL_SCHEMES, MOST_CREDENTIALS, USUAL_CODE_LENGTH } from '@scrutin/credentials';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError, loadConfig, setting } from '@scrutin/service-runtime';
import { cliEnvironment } from '../environment.ts';
import { identifier, wholeNumber } from '../options.ts';
import { refuse } from '../run.ts';
import type { GenerateRequest } from './generate.ts';
import { generateCredentials } from './generate.ts';
import { showProgress } from './progress.ts';
import { refusing } from './refusing.ts';

interface GenerateOptions {
  readonly count: number;
  readonly lawId?: string;
  readonly electionId?: string;
  readonly region?: readonly string[];
  readonly output: string;
  readonly shardSize: number;
  readonly scheme: CredentialScheme;
  readonly workers: number;
  readonly codeLength: CodeLength;
  readonly force?: boolean;
  readonly json?: boolean;
}

const MOST_WORKERS = 64;

export function registerCredentialsCommands(program: Command): void {
  const credentials = program.command('credentials').description('credentials of voters: NAS and code');
  credentials
    .command('generate')
    .summary('make a set of credentials: letters for voters, and the roll for the system')
    .description(
      'Writes OUTPUT/letters (nas,code: what voters are sent, secret) and OUTPUT/roll (hashes: what `roll load` ' +
        'takes). Keep them apart. NAS and codes are random; no NAS is one that a person could have, as all fail ' +
        'its check digit. No NAS occurs twice in a set. CREDENTIAL_PEPPER must be that of the services that will ' +
        'take the votes.',
    )
    .requiredOption('--count <n>', 'how many', wholeNumber(1, MOST_CREDENTIALS))
    .addOption(new Option('--law-id <id>', 'for a law').argParser(identifier).conflicts('electionId'))
    .addOption(new Option('--election-id <id>', 'for an election; needs --region').argParser(identifier))
    .option(
      '--region <ids>',
      'the regions in which they vote, as A,B,C; each region gets the same number of voters, or one more',
      regions,
    )
    .requiredOption('--output <folder>', 'a new folder')
    .option('--shard-size <n>', 'credentials per file', wholeNumber(1, 10_000_000), 1_000_000)
    .addOption(
      new Option('--scheme <name>', 'how they are hashed; sha256 can be guessed from a stolen roll')
        .choices(CREDENTIAL_SCHEMES)
        .default('hmac-sha256'),
    )
    .option(
      '--workers <n>',
      'threads; 0 for none',
      wholeNumber(0, MOST_WORKERS),
      Math.min(availableParallelism(), MOST_WORKERS),
    )
    .addOption(
      new Option(
        '--code-length <n>',
        'characters of a code: 8, 10 or 12; SECURITY.md says what a guesser needs',
      )
        .argParser(codeLength)
        .default(USUAL_CODE_LENGTH),
    )
    .option('--force', 'replace the set that OUTPUT holds')
    .option('--json', 'print the roll’s manifest as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin credentials generate --count 1000 --law-id L2025-001 --output credentials/L2025-001
  $ npx scrutin credentials generate --count 8000000 --law-id L2025-001 --output /secure/L2025-001
  $ npx scrutin credentials generate --count 600 --election-id PROV-2025 \\
      --region SHERBROOKE,MONTREAL-NORD --output credentials/PROV-2025`,
    )
    .action(runGenerate);
}

async function runGenerate(options: GenerateOptions, command: Command): Promise<void> {
  const request = await requestOf(options, command);
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort(new ConfigurationError('stopped; nothing was left behind.'));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const startedAt = performance.now();
  const progress = showProgress('credentials', request.count);
  let manifest: RollManifest;
  try {
    manifest = await refusing(command, () =>
      generateCredentials(request, stop.signal, (done) => {
        progress.update(done);
      }),
    );
  } catch (error) {
    progress.stop();
    const problem = diskProblem(error, request.output);
    if (problem !== undefined) return refuse(command, problem);
    throw error;
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  report(manifest, request, (performance.now() - startedAt) / 1000, options.json === true);
}

async function requestOf(options: GenerateOptions, command: Command): Promise<GenerateRequest> {
  const { lawId, electionId, region = [], scheme } = options;
  if (lawId === undefined && electionId === undefined) {
    return command.error('error: one of --law-id and --election-id is needed');
  }
  if (electionId !== undefined && region.length === 0) {
    return command.error('error: --election-id needs --region: a ballot counts only in its voter’s region');
  }
  if (lawId !== undefined && region.length > 0) {
    return command.error('error: --region goes with --election-id: a law has no regions');
  }
  return {
    count: options.count,
    rollKey: electionId === undefined ? lawRollKey(lawId ?? '') : electionRollKey(electionId),
    regions: region,
    scheme,
    ...(scheme === 'sha256' ? {} : { pepper: await pepper() }),
    output: options.output,
    shardSize: options.shardSize,
    workers: options.workers,
    codeLength: options.codeLength,
    replace: options.force === true,
  };
}

async function pepper(): Promise<Uint8Array> {
  const schema = z.object({ CREDENTIAL_PEPPER: setting.secret() });
  return loadConfig(schema, await cliEnvironment()).CREDENTIAL_PEPPER;
}

function codeLength(text: string): CodeLength {
  const found = CODE_LENGTHS.find((length) => String(length) === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It is one of ${CODE_LENGTHS.join(', ')}.`);
}

function regions(text: string): string[] {
  const ids = text.split(',').map((id) => identifier(id.trim()));
  if (new Set(ids).size < ids.length) throw new InvalidArgumentError('A region is there twice.');
  return ids;
}

function diskProblem(error: unknown, output: string): string | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return `the disk of ${output} is full: about 160 bytes a credential are needed. Nothing was left behind.`;
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `${output} cannot be written: choose a folder of yours with --output.`;
  }
  return undefined;
}

function report(manifest: RollManifest, request: GenerateRequest, seconds: number, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(manifest));
    return;
  }
  const rate = Math.round(manifest.credentials / seconds);
  console.log(`${manifest.credentials} credentials for ${manifest.roll} (${manifest.scheme}), ${manifest.shards.length} files of each kind, ${seconds.toFixed(1)} s (${rate}/s)
  ${request.output}/letters     secret: for the printer, then away from every server
  ${request.output}/references  for the office alone: which letter has which credential
  ${request.output}/roll        for the system: npx scrutin roll load ${request.output}`);
}
