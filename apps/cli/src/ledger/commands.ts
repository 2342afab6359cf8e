import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { LedgerState, LedgerView } from '@scrutin/contracts/public';
import type { ContestKey } from '@scrutin/election';
import { parseContestKey, REJECTION_REASONS } from '@scrutin/election';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { wholeNumber } from '../options.ts';
import type { PublicApi } from '../public-api.ts';
import { failQuietly } from '../run.ts';
import { apiOf, withOffice } from '../stack.ts';
import { clearScreen } from '../terminal.ts';
import type { Cell } from '../text-table.ts';
import { textTable } from '../text-table.ts';
import { ledgerReadings } from './ledger-readings.ts';
import { registerRecoverCommand } from './recover-command.ts';
import { unknownVotes, unknownVotesText } from './unknown-votes.ts';

interface LedgerOptions {
  readonly api?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly wait: number;
}

const POLL_MS = 250;
const WATCH_MS = 1_000;

export function registerLedgerCommand(program: Command): void {
  const ledger = program
    .command('ledger')
    .summary('where every accepted vote is (P5)')
    .description(
      'Where every accepted vote is: received = counted + rejected + parked + in flight, for every contest by itself. ' +
        'Votes on their way are waited for; exit code 1 when the ledger does not balance after that. With DATABASE_URL ' +
        'and REDIS_URL it also names the votes that the APIs accepted and of which the database, for example after it ' +
        'was restored, knows nothing.',
    )
    .option('--api <url>', 'address of the API (default: SCRUTIN_API_URL, else the local stack)')
    .option('--wait <seconds>', 'how long votes may be on their way', wholeNumber(0, 3_600), 5)
    .option('--watch', 'print it anew every second, until Ctrl-C')
    .option('--json', 'print it as the API gives it')
    .addHelpText('after', '\nExamples:\n  $ npx scrutin ledger\n  $ npx scrutin ledger --watch')
    .action(async (options: LedgerOptions) => {
      const environment = await cliEnvironment();
      const api = apiOf(environment, options.api);
      const show = (ledger: LedgerView): string =>
        options.json === true ? JSON.stringify(ledger) : ledgerTable(ledger);
      if (options.watch === true) {
        for await (const reading of ledgerReadings(api, WATCH_MS)) {
          clearScreen();
          process.stdout.write(`${typeof reading === 'string' ? reading : show(reading)}\n`);
        }
      }
      const balanced = await balancedLedger(api, options.wait * 1000);
      process.stdout.write(`${show(balanced)}\n`);
      const unknown = await unknownVotes(environment, options.wait * 1000);
      const isComplete = typeof unknown !== 'string' && unknown.contests.length === 0;
      if (!isComplete)
        process.stderr.write(`${typeof unknown === 'string' ? unknown : unknownVotesText(unknown)}\n`);
      if (!balanced.balanced || (typeof unknown !== 'string' && !isComplete)) failQuietly();
    });
  registerRecoverCommand(ledger);
  registerExplainCommand(ledger);
}

function registerExplainCommand(ledger: Command): void {
  ledger
    .command('explain')
    .summary('put on record why a difference of the ledger is known')
    .description(
      'Puts on record, as an act with its reason, that so many votes of received - settled are known to be missing ' +
        '(or, negative, were settled without having been received). No number of the ledger changes; the difference ' +
        'that is not explained becomes smaller, and no longer stands against a certificate.',
    )
    .requiredOption(
      '--votes <number>',
      'votes of the difference that this explains; may be negative',
      differenceOf,
    )
    .option(
      '--contest <contest>',
      'law:ID or election:ID:REGION; without it, votes without a receipt',
      contestOf,
    )
    .requiredOption('--reason <text>', 'what was found out; it stays on record')
    .addHelpText(
      'after',
      "\nExample:\n  $ npx scrutin ledger explain --contest law:L2025-001 --votes 21 --reason 'votes.aggregation was deleted at 14:02'",
    )
    .action(async ({ votes, contest, reason }: ExplainOptions, command: Command) => {
      await withOffice(await cliEnvironment(), async (office) => {
        requireSuccess(command, await office.explainLedger(commandLineActor(), contest, votes, reason));
      });
      console.log(
        `${votes} votes ${contest === undefined ? 'without a receipt' : `of ${contest}`} are explained, on record.`,
      );
    });
}

interface ExplainOptions {
  readonly votes: number;
  readonly contest?: ContestKey;
  readonly reason: string;
}

function differenceOf(text: string): number {
  if (!/^-?[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('A whole number other than 0 is wanted.');
  return Number(text);
}

function contestOf(text: string): ContestKey {
  if (parseContestKey(text) === undefined)
    throw new InvalidArgumentError('law:ID or election:ID:REGION is wanted.');
  return text as ContestKey;
}

/** Asks until the ledger balances, and returns it; after the deadline, the last one. */
async function balancedLedger(api: Pick<PublicApi, 'ledger'>, waitMs: number): Promise<LedgerView> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const ledger = await api.ledger();
    if (ledger.balanced || performance.now() >= deadline) return ledger;
    await pause(POLL_MS);
  }
}

function ledgerTable(ledger: LedgerView): string {
  const rows: (readonly Cell[])[] = [];
  const row = (name: string, votes: number): void => {
    rows.push([name, votes]);
  };
  row('received', ledger.received);
  row('counted', ledger.counted);
  for (const reason of REJECTION_REASONS) {
    if (ledger.rejected[reason] > 0) row(`rejected: ${reason}`, ledger.rejected[reason]);
  }
  row('parked', ledger.parked);
  row('in flight', ledger.in_flight);
  if (ledger.explained !== 0) row('explained, on record', ledger.explained);
  if (ledger.unknown > 0) row('answered 503, may still arrive', ledger.unknown);
  if (ledger.unreported > 0) row('published, without a receipt', ledger.unreported);
  const table = textTable({ head: ['', 'votes'], right: [1], rows });
  return [table, STATE_TEXTS[ledger.state], ...notes(ledger)].join('\n');
}

const STATE_TEXTS: Readonly<Record<LedgerState, string>> = {
  balanced: 'Balanced: every vote received is counted, rejected or parked.',
  'in-flight': 'NOT balanced: votes are on their way through the queues.',
  missing:
    'NOT balanced: votes were received and are neither counted, rejected nor parked, and the queues hold nothing. ' +
    'docs/FAILURES.md says what to do; `scrutin ledger explain` puts on record what was found.',
  surplus:
    'NOT balanced: of a contest more was settled than received, or something is parked that nobody received or that is ' +
    'counted already (`scrutin parked list`). docs/AUDITING.md says how to find out why; ' +
    '`scrutin ledger explain` puts it on record.',
  unknown:
    'Not known to be balanced: votes are in no queue, or an API ended without reporting, and the broker could not be asked ' +
    'what consumers hold (AMQP_MANAGEMENT_URL).',
};

function notes(ledger: LedgerView): string[] {
  const inQueues = Object.entries(ledger.queues)
    .filter(([, { messages, unacknowledged }]) => messages + (unacknowledged ?? 0) > 0)
    .map(
      ([queue, { messages, unacknowledged }]) =>
        `  ${queue}: ${messages} waiting, ${unacknowledged ?? '?'} with a consumer`,
    );
  const differences = ledger.differences.map(({ contest, votes }) =>
    votes > 0
      ? `  ${contest === '' ? 'no contest' : contest}: ${votes} received and not settled`
      : `  ${contest === '' ? 'no contest' : contest}: ${-votes} settled and not received`,
  );
  return [
    ...(inQueues.length > 0 ? ['Messages, each with one or more votes:', ...inQueues] : []),
    ...(differences.length > 0 ? ['By contest:', ...differences] : []),
    ...(ledger.parked > 0
      ? ['Votes are parked: `scrutin parked list` shows them, `parked replay` sends them again.']
      : []),
  ];
}
