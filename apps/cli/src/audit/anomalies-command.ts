import type { Command } from 'commander';
import { Option } from 'commander';
import type { Anomaly } from '@scrutin/anomalies';
import {
  batchAnomalies,
  closedContestsOf,
  electoratesOf,
  findAnomalies,
  SIGNAL_WINDOW_MS,
  signalWindowOf,
} from '@scrutin/anomalies';
import type { ContestKey, RollKey } from '@scrutin/election';
import { auditedSubject } from '../contest/contest-subject.ts';
import { cliEnvironment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly } from '../run.ts';
import { withBallotStore, withVoterRoll } from '../stack.ts';
import { anomalyJson, anomalyText } from './anomaly-text.ts';
import { printingBatches } from './printing-batches.ts';

const DAY_MS = 24 * 3_600_000;

interface AnomaliesOptions {
  readonly contest?: ContestKey | RollKey;
  readonly days: number;
  readonly references?: string;
  readonly batch: number;
  readonly json?: boolean;
}

export function registerAnomaliesCommand(audit: Command): void {
  audit
    .command('anomalies')
    .summary('list the numbers that differ from what is usual, with the figures behind each')
    .description(
      'Compares what became of submissions, and how many requests came from each block of addresses, with their own ' +
        'earlier numbers and with those of others, and lists what is too rare to be chance. A finding proves nothing: ' +
        'docs/AUDITING.md says what each can mean and what to do. The exit code is 1 if there is a finding. It changes ' +
        'nothing, and reads no choice.',
    )
    .addOption(
      new Option(
        '--contest <contest>',
        'only law:ID, election:ID (all its races) or election:ID:REGION, and no blocks of addresses',
      ).argParser(auditedSubject),
    )
    .option('--days <n>', 'how far to look back', wholeNumber(1, 30), 14)
    .option(
      '--references <folder>',
      'the references of a credential set: compare its printing batches with each other too',
    )
    .option('--batch <letters>', 'how many letters were printed together', wholeNumber(20, 1_000_000), 500)
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
DATABASE_URL is the address with the login scrutin_auditor, and REDIS_URL that of Redis. In
the folder of a stack that \`npm start\` runs, both are found there.

Examples:
  $ npx scrutin audit anomalies
  $ npx scrutin audit anomalies --contest election:PROV-2025 --json
  $ npx scrutin audit anomalies --references credentials/PROV-2025 --batch 500`,
    )
    .action(async (_: unknown, command: Command) => {
      // The options have the same names as those of `audit`, which reads them first.
      const options = command.optsWithGlobals<AnomaliesOptions>();
      const found = await anomalies(options);
      console.log(
        options.json === true
          ? JSON.stringify({ anomalies: found.map(anomalyJson) }, undefined, 1)
          : anomalyText(found),
      );
      if (found.length > 0) failQuietly();
    });
}

async function anomalies({ contest, days, references, batch }: AnomaliesOptions): Promise<Anomaly[]> {
  const environment = await cliEnvironment('auditor');
  const found = await withBallotStore(environment, (store) =>
    withVoterRoll(environment, async (roll) => {
      const rolls = await store.rolls();
      const last = signalWindowOf(Date.now());
      const { contests, blocks } = await roll.signals.read(last - (days * DAY_MS) / SIGNAL_WINDOW_MS, last);
      const closed = closedContestsOf(await roll.signals.firstLooks(), (await store.ledger()).contests);
      const batches = references === undefined ? [] : await printingBatches(references, batch, rolls, roll);
      return [
        ...batchAnomalies(batches),
        ...findAnomalies({ contests, blocks, closed, electorates: electoratesOf(rolls) }),
      ];
    }),
  );
  if (contest === undefined) return found;
  return found.filter(({ subject }) =>
    [`${contest}:`, `${contest},`].some((start) => `${subject}:`.startsWith(start)),
  );
}
