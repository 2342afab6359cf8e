import type { LedgerView } from '@scrutin/contracts';
import { REJECTION_REASONS } from '@scrutin/election';
import Table from 'cli-table3';
import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { cliEnvironment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly } from '../run.ts';
import { apiOf } from '../stack.ts';
import { clearScreen } from '../terminal.ts';

interface LedgerOptions {
  readonly api?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly wait: number;
}

const POLL_MS = 250;
const WATCH_MS = 1_000;

export function registerLedgerCommand(program: Command): void {
  program
    .command('ledger')
    .summary('where every accepted vote is (P5)')
    .description(
      'Where every accepted vote is: received = counted + rejected + parked + in flight. Votes on their way are ' +
        'waited for; exit code 1 when the ledger does not balance after that.',
    )
    .option('--api <url>', 'address of the API (default: SCRUTIN_API_URL, else the local stack)')
    .option('--wait <seconds>', 'how long votes may be on their way', wholeNumber(0, 3_600), 5)
    .option('--watch', 'print it anew every second, until Ctrl-C')
    .option('--json', 'print it as the API gives it')
    .addHelpText('after', '\nExamples:\n  $ npx scrutin ledger\n  $ npx scrutin ledger --watch')
    .action(async (options: LedgerOptions) => {
      const api = apiOf(await cliEnvironment(), options.api);
      const show = (ledger: LedgerView): string =>
        options.json === true ? JSON.stringify(ledger) : ledgerTable(ledger);
      if (options.watch === true) {
        for (;;) {
          const shown = show(await api.ledger());
          clearScreen();
          process.stdout.write(`${shown}\n`);
          await pause(WATCH_MS);
        }
      }
      const ledger = await balancedLedger(api, options.wait * 1000);
      process.stdout.write(`${show(ledger)}\n`);
      if (!ledger.balanced) failQuietly();
    });
}

/** The first ledger that balances, or the last one before the deadline. */
export async function balancedLedger(api: Pick<ApiClient, 'ledger'>, waitMs: number): Promise<LedgerView> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const ledger = await api.ledger();
    if (ledger.balanced || performance.now() >= deadline) return ledger;
    await pause(POLL_MS);
  }
}

export function ledgerTable(ledger: LedgerView): string {
  const table = new Table({
    head: ['', 'votes'],
    colAligns: ['left', 'right'],
    style: { head: [], border: [] },
  });
  const row = (name: string, votes: number): void => {
    table.push([name, votes.toLocaleString('en-CA')]);
  };
  row('received', ledger.received);
  row('counted', ledger.counted);
  for (const reason of REJECTION_REASONS) {
    if (ledger.rejected[reason] > 0) row(`rejected: ${reason}`, ledger.rejected[reason]);
  }
  row('parked', ledger.parked);
  row('in flight', ledger.in_flight);
  const parked =
    ledger.parked > 0
      ? '\nVotes are parked: `scrutin parked list` shows them, `parked replay` sends them again.'
      : '';
  return `${table.toString()}\n${
    ledger.balanced ? 'Balanced.' : 'NOT balanced: there are votes that are neither settled nor parked.'
  }${parked}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
