import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Option } from 'commander';
import { z } from 'zod';
import type { DatabaseCondition, MigrationState } from '@scrutin/database';
import {
  databaseCondition,
  migrate,
  migrationStatus,
  prepareDatabase,
  SERVICE_ROLES,
  setLogins,
} from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, setting } from '@scrutin/service-runtime';
import { cliEnvironment } from '../environment.ts';
import { failQuietly } from '../run.ts';
import { textTable } from '../text-table.ts';
import { loginPasswords } from './login-passwords.ts';

/** The folder prisma/migrations of this project. The path is the same from the built files and from the source. */
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
    .description('apply the pending migrations; if there are none, change nothing')
    .addOption(migrationsOption())
    .addHelpText('after', '\nExample:\n  $ npx scrutin db migrate')
    .action(async ({ migrations }: MigrationsOption) => {
      const applied = await migrate({
        ownerUrl: ownerUrl(await cliEnvironment('owner')),
        folder: migrations,
        onWait: waitingNote(),
      });
      for (const name of applied) console.log(`applied ${name}`);
      console.log(applied.length === 0 ? 'The schema is current.' : `${applied.length} applied.`);
    });

  db.command('status')
    .summary('the migrations, and whether rights and settings are as they made them')
    .description(
      'Lists the migrations, and compares roles, memberships, grants, triggers, policies, temporary tables and settings ' +
        'with what they made: every difference is named and ends with exit code 1. The fingerprints are for comparing: ' +
        '`definitions` with another database of this release, `stamps` with the same database before (docs/AUDITING.md).',
    )
    .addOption(migrationsOption())
    .option('--json', 'print the migrations as JSON, differences on standard error')
    .addHelpText('after', '\nExample:\n  $ npx scrutin db status')
    .action(async ({ migrations, json }: StatusOptions) => {
      const url = ownerUrl(await cliEnvironment('owner'));
      const states = await migrationStatus({ ownerUrl: url, folder: migrations });
      const applied = states.every(({ state }) => state === 'applied');
      const condition = applied ? await databaseCondition(url) : undefined;
      // A program reads the migrations on standard output, and problems on standard error.
      const lines = condition === undefined ? [] : conditionLines(condition);
      console.log(json === true ? JSON.stringify(states) : [stateTable(states), ...lines].join('\n'));
      if (json === true)
        process.stderr.write((condition?.problems ?? []).map((line) => `${line}\n`).join(''));
      if (!applied || (condition?.problems.length ?? 0) > 0) failQuietly();
    });

  db.command('prepare')
    .summary('make the roles that are missing; before and after restoring a backup')
    .description(
      'Makes what no dump holds: the roles, and that nobody but the owner makes temporary tables. Before a dump is ' +
        'restored by the owner instead of a superuser, --for-restore also lets the owner hand over functions, until ' +
        '`db prepare` is run again. docs/OPERATIONS.md has all the steps.',
    )
    .option('--for-restore', 'the owner is about to restore a dump')
    .addHelpText('after', '\nExample:\n  $ npx scrutin db prepare')
    .action(async ({ forRestore }: { readonly forRestore?: boolean }) => {
      const url = ownerUrl(await cliEnvironment('owner'));
      const { created } = await prepareDatabase(url, { forRestore: forRestore === true });
      console.log(created.length === 0 ? 'Every role is there.' : `Made: ${created.join(', ')}.`);
      if (forRestore === true) console.log('Restore now, then run `scrutin db prepare`.');
    });

  db.command('logins')
    .description(
      'let the roles of the services log in: SCRUTIN_DB_PASSWORD_<ROLE> is the password of scrutin_<role>, 12 characters ' +
        'at least and another one for each. All six are wanted, or those named by --only. The server gets only a SCRAM ' +
        'verifier of each.',
    )
    .option('--only <roles...>', `some of ${SERVICE_ROLES.join(', ')}`)
    .addHelpText(
      'after',
      `
Example:
  $ SCRUTIN_DB_PASSWORD_AUDITOR=… npx scrutin db logins --only auditor`,
    )
    .action(async ({ only }: { readonly only?: readonly string[] }) => {
      const environment = await cliEnvironment('owner');
      const passwords = loginPasswords(environment, only);
      await setLogins(ownerUrl(environment), passwords);
      console.log(`These roles may log in: ${Object.keys(passwords).sort().join(', ')}.`);
    });
}

/** The default is an absolute path on this machine; the help shows it relative to the project. */
function migrationsOption(): Option {
  return new Option('--migrations <folder>', 'the folder of the migrations').default(
    MIGRATIONS,
    'prisma/migrations',
  );
}

/** Says once for each migration why it takes so long. */
function waitingNote(): (name: string) => void {
  const said = new Set<string>();
  return (name) => {
    if (said.has(name)) return;
    said.add(name);
    console.error(
      `${name} needs a table that a long transaction uses, such as a backup or an audit. It is tried again ` +
        'every few seconds, and holds nobody up meanwhile.',
    );
  };
}

function stateTable(states: readonly MigrationState[]): string {
  return textTable({ head: ['migration', 'state'], rows: states.map(({ name, state }) => [name, state]) });
}

function conditionLines({ problems, withoutLogin, fingerprints }: DatabaseCondition): string[] {
  return [
    ...(problems.length === 0 ? ['Rights and settings are as the migrations made them.'] : problems),
    ...(withoutLogin.length === 0
      ? []
      : [`Without a login yet (\`scrutin db logins\`): ${withoutLogin.join(', ')}.`]),
    `definitions ${fingerprints.definitions}`,
    `stamps      ${fingerprints.stamps}`,
  ];
}

function ownerUrl(environment: Environment): string {
  return loadConfig(z.object({ DATABASE_URL: setting.url('postgresql', 'postgres') }), environment)
    .DATABASE_URL;
}
