import { fileURLToPath } from 'node:url';
import { migrate, migrationStatus, setLogins } from '@scrutin/ballot-store';
import type { MigrationState } from '@scrutin/ballot-store';
import { loadConfig, setting } from '@scrutin/service-runtime';
import Table from 'cli-table3';
import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { cliEnvironment } from '../environment.ts';
import type { Environment } from '../environment.ts';
import { failQuietly } from '../run.ts';
import { loginPasswords } from './login-passwords.ts';

/** prisma/migrations of this project, from the build as from the source. */
const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

interface MigrationsOption {
  readonly migrations: string;
}

interface StatusOptions extends MigrationsOption {
  readonly json?: boolean;
}

export function registerDbCommands(program: Command): void {
  const db = program
    .command('db')
    .summary('the schema of the database, and who may log in')
    .description(
      'The schema of the database, and who may log in. DATABASE_URL must be of the database’s owner, who may ' +
        'CREATE ROLE; no service needs that.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin db status');

  db.command('migrate')
    .description('apply the migrations that are pending; nothing when there is none')
    .addOption(migrationsOption())
    .addHelpText('after', '\nExample:\n  $ npx scrutin db migrate')
    .action(async ({ migrations }: MigrationsOption) => {
      const applied = await migrate({
        ownerUrl: ownerUrl(await cliEnvironment('owner')),
        folder: migrations,
      });
      for (const name of applied) console.log(`applied ${name}`);
      console.log(applied.length === 0 ? 'The schema is current.' : `${applied.length} applied.`);
    });

  db.command('status')
    .description('list the migrations; exit code 1 unless all are applied')
    .addOption(migrationsOption())
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin db status')
    .action(async ({ migrations, json }: StatusOptions) => {
      const states = await migrationStatus({
        ownerUrl: ownerUrl(await cliEnvironment('owner')),
        folder: migrations,
      });
      console.log(json === true ? JSON.stringify(states) : stateTable(states));
      if (states.some(({ state }) => state !== 'applied')) failQuietly();
    });

  db.command('logins')
    .description(
      'let the roles of the services log in: SCRUTIN_DB_PASSWORD_<ROLE> is the password of scrutin_<role>. ' +
        'The server gets only a SCRAM verifier of each.',
    )
    .addHelpText(
      'after',
      `
Example:
  $ SCRUTIN_DB_PASSWORD_INGESTION=… SCRUTIN_DB_PASSWORD_WORKER=… npx scrutin db logins`,
    )
    .action(async () => {
      const environment = await cliEnvironment('owner');
      const passwords = loginPasswords(environment);
      await setLogins(ownerUrl(environment), passwords);
      console.log(`These roles may log in: ${Object.keys(passwords).sort().join(', ')}.`);
    });
}

/** Its default is where this program lies on this machine; the help names it as the project does. */
function migrationsOption(): Option {
  return new Option('--migrations <folder>', 'the folder of the migrations').default(
    MIGRATIONS,
    'prisma/migrations',
  );
}

function stateTable(states: readonly MigrationState[]): string {
  const table = new Table({ head: ['migration', 'state'], style: { head: [], border: [] } });
  for (const { name, state } of states) table.push([name, state]);
  return table.toString();
}

function ownerUrl(environment: Environment): string {
  return loadConfig(z.object({ DATABASE_URL: setting.url('postgresql', 'postgres') }), environment)
    .DATABASE_URL;
}
