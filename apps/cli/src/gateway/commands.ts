import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { instantInWords } from '@scrutin/election';
import type { ElectionOffice, Gateway } from '@scrutin/election-office';
import { gatewayView } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { refuse } from '../run.ts';
import { defaultTimeZone, withOffice } from '../stack.ts';
import { textTable } from '../text-table.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface CreateOptions extends JsonOption {
  readonly votesPerSecond: number;
  readonly burst: number;
}

const JSON_OPTION = ['--json', 'print the gateway as JSON'] as const;

export function registerGatewayCommands(program: Command): void {
  const gateway = program
    .command('gateway')
    .alias('gateways')
    .summary('kiosks and partners that hand in many votes at once')
    .description(
      'Keys for kiosks and partners that hand in the votes of many voters at POST /api/v1/votes/batch, up to 500 in a ' +
        'request.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin gateway list');

  gateway
    .command('create')
    .summary('create a gateway and print its key')
    .description(
      'Creates a gateway and prints its key, this once: only an argon2id hash of the secret is kept. To replace a key, ' +
        'create another gateway and revoke the old one.',
    )
    .argument('<name>', 'its name in the record of acts and in the metrics')
    .option('--votes-per-second <number>', 'votes for each second, on average', wholeNumber, 500)
    .option('--burst <number>', 'votes at once after a pause', wholeNumber, 5_000)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin gateway create kiosks-montreal
  $ npx scrutin gateway create post-office --votes-per-second 2000 --burst 20000`,
    )
    .action(async (name: string, { votesPerSecond, burst, json }: CreateOptions, command: Command) => {
      const made = await withOffice(await cliEnvironment(), async (office) =>
        requireSuccess(
          command,
          await office.createGateway(commandLineActor(), { name, votesPerSecond, burst }),
        ),
      );
      if (json === true) console.log(JSON.stringify({ ...gatewayView(made.gateway), key: made.key }));
      else {
        console.log(`The gateway ${name} is created (${made.gateway.id}).`);
        console.log(`Its key, which is shown this once: ${made.key}`);
      }
    });

  gateway
    .command('list')
    .description('list the gateways, also those whose key was revoked')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin gateway list')
    .action(async ({ json }: JsonOption) => {
      const environment = await cliEnvironment();
      const all = await withOffice(environment, (office) => office.gateways());
      if (json === true) console.log(JSON.stringify(all.map(gatewayView)));
      else if (all.length === 0) console.log('There is no gateway.');
      else console.log(gatewayTable(all, defaultTimeZone(environment)));
    });

  gateway
    .command('revoke')
    .summary('revoke the key of a gateway')
    .description('Revokes the key of a gateway for ever. Every ingestion API refuses it within five seconds.')
    .argument('<gateway>', 'name or identifier')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ npx scrutin gateway revoke kiosks-montreal')
    .action(async (named: string, { json }: JsonOption, command: Command) => {
      const revoked = await withOffice(await cliEnvironment(), async (office) => {
        const { id } = await gatewayNamed(office, named, command);
        return requireSuccess(command, await office.revokeGateway(commandLineActor(), id));
      });
      if (json === true) console.log(JSON.stringify(gatewayView(revoked)));
      else console.log(`The key of the gateway ${revoked.name} is revoked.`);
    });
}

/** The gateway with this identifier, or the one with this name whose key is valid, or the last one with this name. */
async function gatewayNamed(
  office: Pick<ElectionOffice, 'gateways'>,
  named: string,
  command: Command,
): Promise<Gateway> {
  const all = (await office.gateways()).filter(({ id, name }) => id === named || name === named);
  const found = all.find(({ revokedAtMs }) => revokedAtMs === undefined) ?? all.at(-1);
  return found ?? refuse(command, `there is no gateway ${named}: \`gateway list\` names them.`);
}

function gatewayTable(all: readonly Gateway[], timeZone: string): string {
  return textTable({
    head: ['name', 'votes/s', 'at once', 'since', 'key', 'id'],
    rows: all.map(({ name, votesPerSecond, burst, createdAtMs, revokedAtMs, id }) => [
      name,
      String(votesPerSecond),
      String(burst),
      instantInWords(createdAtMs, timeZone).en,
      revokedAtMs === undefined ? 'valid' : `revoked ${instantInWords(revokedAtMs, timeZone).en}`,
      id,
    ]),
  });
}

/** The election office says which numbers are allowed. */
function wholeNumber(text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number.');
}
