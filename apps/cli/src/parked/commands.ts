import type { Command } from 'commander';
import { Option } from 'commander';
import type { BrowsedMessage } from '@scrutin/broker';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { withBroker, withOffice } from '../stack.ts';
import { textTable } from '../text-table.ts';
import { messageOpener } from './message-opener.ts';
import type { ParkedSummary } from './redaction.ts';
import { mayHoldVotes, parkedId, redacted, summary, votesIn } from './redaction.ts';
import { discardParked, MOST_LOOKED_AT, replayParked } from './replay.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ListOptions extends JsonOption {
  readonly limit?: number;
}

interface ReplayCommandOptions {
  readonly all?: boolean;
  readonly to?: QueueName;
}

interface DiscardOptions {
  readonly reason: string;
  readonly evenVotes?: boolean;
}

const ROWS_SHOWN = 100;

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
    .option(
      '--limit <n>',
      `so many at most (in the table ${ROWS_SHOWN} without it)`,
      wholeNumber(1, MOST_LOOKED_AT),
    )
    .option('--json', 'print all of them as JSON, with how many are parked')
    .addHelpText('after', '\nExample:\n  $ npx scrutin parked list --limit 20')
    .action(async ({ limit, json }: ListOptions) => {
      const environment = await cliEnvironment();
      const seal = messageOpener(environment);
      const [messages, depth] = await withBroker(environment, async (broker) => [
        await broker.browse(QUEUES.parked, limit ?? (json === true ? MOST_LOOKED_AT : ROWS_SHOWN)),
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
      const { replayed, withoutOrigin, missing } = await withBroker(await cliEnvironment(), (broker) =>
        replayParked({ broker, which: options.all === true ? 'all' : ids, fallback: options.to }),
      );
      console.log(`${replayed.length} replayed.`);
      for (const id of withoutOrigin) console.error(`${id} does not say where it came from: add --to.`);
      for (const id of missing) console.error(`${id} is not parked.`);
      if (withoutOrigin.length + missing.length > 0) failQuietly();
    });

  parked
    .command('discard')
    .summary('remove parked messages for good: what is no vote and never will be')
    .description(
      'Removes parked messages for good: what is no vote and never will be. Every removal is put on record first, as ' +
        'an act with its reason and the number of votes that are lost.',
    )
    .argument('<ids...>', 'their ids, as `parked list` prints them')
    .requiredOption('--reason <text>', 'why; it stays on record')
    .option('--even-votes', 'also those that hold a vote: it is lost, and the ledger shows the difference')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx scrutin parked discard 0b9e5a1e-8f5e-4f8e-9d3a-0c5a7d6f1e2b --reason "sent by a test"',
    )
    .action(async (ids: readonly string[], { reason, evenVotes }: DiscardOptions, command: Command) => {
      const environment = await cliEnvironment();
      const seal = messageOpener(environment);
      const staysParked = (message: BrowsedMessage): boolean =>
        evenVotes !== true && mayHoldVotes(message, seal);
      const { discarded, votes, missing } = await withOffice(environment, (office) => {
        const record = async (message: BrowsedMessage): Promise<void> => {
          for (const [contest, lost] of votesIn(message, seal)) {
            const what = { message: parkedId(message), contest, votes: lost };
            requireSuccess(command, await office.recordDiscard(commandLineActor(), what, reason));
          }
        };
        return withBroker(environment, (broker) => discardParked({ broker, ids, staysParked, record }));
      });
      for (const id of discarded) console.log(`${id} discarded: ${reason}`);
      for (const id of votes)
        console.error(`${id} holds a vote, or may hold one: replay it, or add --even-votes to lose it.`);
      for (const id of missing) console.error(`${id} is not parked.`);
      if (votes.length + missing.length > 0) failQuietly();
    });
}

function parkedTable(rows: readonly ParkedSummary[]): string {
  return textTable({
    head: ['id', 'from', 'problem', 'accepted', 'bytes', 'votes'],
    right: [4, 5],
    rows: rows.map(({ id, originQueue, problem, acceptedAt, bytes, votes }) => [
      id,
      originQueue ?? '?',
      problem ?? '?',
      acceptedAt ?? '?',
      bytes,
      votes,
    ]),
  });
}
