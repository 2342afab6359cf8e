import { QUEUES } from '@scrutin/contracts';
import type { QueueName } from '@scrutin/contracts';
import Table from 'cli-table3';
import { Option } from 'commander';
import type { Command } from 'commander';
import { cliEnvironment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { withBroker } from '../stack.ts';
import { messageOpener } from './message-opener.ts';
import { parkedId, redacted, summary } from './redaction.ts';
import type { ParkedSummary } from './redaction.ts';
import { MOST_LOOKED_AT, replayParked } from './replay.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ListOptions extends JsonOption {
  readonly limit: number;
}

interface ReplayCommandOptions {
  readonly all?: boolean;
  readonly to?: QueueName;
}

const WORK_QUEUES = [QUEUES.validation, QUEUES.waiting, QUEUES.aggregation, QUEUES.review];

export function registerParkedCommands(program: Command): void {
  const parked = program
    .command('parked')
    .summary('messages that no service could handle, and their replay')
    .description(
      `Messages that no service could handle: unreadable, or tried too often. They wait in ${QUEUES.parked} ` +
        'until somebody mends the cause and replays them.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin parked list');

  parked
    .command('list')
    .description('list parked messages')
    .option('--limit <n>', 'so many at most', wholeNumber(1, MOST_LOOKED_AT), 100)
    .option('--json', 'print them as JSON, with how many are parked in all')
    .addHelpText('after', '\nExample:\n  $ npx scrutin parked list --limit 20')
    .action(async ({ limit, json }: ListOptions) => {
      const environment = await cliEnvironment();
      const seal = messageOpener(environment);
      const [messages, depth] = await withBroker(environment, async (broker) => [
        await broker.browse(QUEUES.parked, limit),
        await broker.depth(QUEUES.parked),
      ]);
      const rows = messages.map((message) => summary(message, seal));
      if (json === true) {
        console.log(JSON.stringify({ parked: depth.messages, messages: rows }));
        return;
      }
      console.log(messages.length === 0 ? 'Nothing is parked.' : parkedTable(rows));
      const more = depth.messages - messages.length;
      if (more > 0) console.log(`and ${more} more: --limit shows them.`);
    });

  parked
    .command('show')
    .description('show one parked message, without credentials and selections')
    .argument('<id>', 'its id, as `parked list` prints it')
    .option('--json', 'print it on one line, for a program')
    .addHelpText('after', '\nExample:\n  $ npx scrutin parked show 0b9e5a1e-8f5e-4f8e-9d3a-0c5a7d6f1e2b')
    .action(async (id: string, { json }: JsonOption, command: Command) => {
      const environment = await cliEnvironment();
      const messages = await withBroker(environment, (broker) =>
        broker.browse(QUEUES.parked, MOST_LOOKED_AT),
      );
      const found = messages.find((message) => parkedId(message) === id);
      if (found === undefined) refuse(command, `no parked message has the id ${id}.`);
      console.log(JSON.stringify(redacted(found, messageOpener(environment)), null, json === true ? 0 : 2));
    });

  parked
    .command('replay')
    .description(
      'send parked messages to the queues they came from; they leave the parking queue once confirmed',
    )
    .argument('[ids...]', 'their ids, as `parked list` prints them')
    .option('--all', 'all that are parked now')
    .addOption(
      new Option('--to <queue>', 'for messages that do not say where they came from').choices(WORK_QUEUES),
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin parked replay --all')
    .action(async (ids: readonly string[], options: ReplayCommandOptions, command: Command) => {
      if (ids.length > 0 === (options.all === true)) {
        command.error('error: give the ids of messages, or --all');
      }
      const { replayed, homeless, missing } = await withBroker(await cliEnvironment(), (broker) =>
        replayParked({ broker, which: options.all === true ? 'all' : ids, fallback: options.to }),
      );
      console.log(`${replayed.length} replayed.`);
      for (const id of homeless) console.error(`${id} does not say where it came from: add --to.`);
      for (const id of missing) console.error(`${id} is not parked.`);
      if (homeless.length + missing.length > 0) failQuietly();
    });
}

function parkedTable(rows: readonly ParkedSummary[]): string {
  const table = new Table({
    head: ['id', 'from', 'problem', 'accepted', 'bytes', 'votes'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { id, originQueue, problem, acceptedAt, bytes, votes } of rows) {
    table.push([id, originQueue ?? '?', problem ?? '?', acceptedAt ?? '?', bytes, votes]);
  }
  return table.toString();
}
