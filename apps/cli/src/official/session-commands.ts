import Table from 'cli-table3';
import type { Command } from 'commander';
import type { ListedSession } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { withOffice } from '../stack.ts';
import { accountNamed } from './account-named.ts';

interface SessionsOptions {
  readonly json?: boolean;
}

interface EndOptions extends SessionsOptions {
  readonly session?: string;
}

/** Adds `official sessions` and `official end-sessions`. */
export function registerSessionCommands(official: Command): void {
  official
    .command('sessions')
    .description('list the sessions of an account that can still be used')
    .argument('<account>', 'e-mail address or identifier')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin official sessions claire@example.org')
    .action(async (named: string, { json }: SessionsOptions, command: Command) => {
      const sessions = await withOffice(await cliEnvironment(), async (office) =>
        office.sessionsOf((await accountNamed(office, named, command)).id),
      );
      if (json === true) console.log(JSON.stringify(sessions.map(sessionJson)));
      else console.log(sessions.length === 0 ? `${named} has no session.` : sessionTable(sessions));
    });

  official
    .command('end-sessions')
    .summary('end the sessions of an account')
    .description('Ends one session of an account, or all of them. The account can log in again.')
    .argument('<account>', 'e-mail address or identifier')
    .option('--session <id>', 'end only this one; `official sessions` lists them')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin official end-sessions claire@example.org')
    .action(async (named: string, { session, json }: EndOptions, command: Command) => {
      const ended = await withOffice(await cliEnvironment(), async (office) => {
        const { id } = await accountNamed(office, named, command);
        return requireSuccess(command, await office.endSessions(commandLineActor(), id, session));
      });
      if (json === true) console.log(JSON.stringify({ ended }));
      else console.log(ended === 1 ? '1 session was ended.' : `${ended} sessions were ended.`);
    });
}

function sessionTable(sessions: readonly ListedSession[]): string {
  const table = new Table({
    head: ['session', 'since', 'last used', 'until'],
    style: { head: [], border: [] },
  });
  for (const session of sessions) {
    const { id, created_at: since, last_seen_at: lastUsed, expires_at: until } = sessionJson(session);
    table.push([id, since, lastUsed, until]);
  }
  return table.toString();
}

function sessionJson({ id, createdAtMs, lastSeenAtMs, expiresAtMs }: ListedSession) {
  return {
    id,
    created_at: new Date(createdAtMs).toISOString(),
    last_seen_at: new Date(lastSeenAtMs).toISOString(),
    expires_at: new Date(expiresAtMs).toISOString(),
  };
}
