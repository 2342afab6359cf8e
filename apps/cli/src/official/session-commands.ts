import type { Command } from 'commander';
import { instantInWords } from '@scrutin/election';
import type { ListedSession } from '@scrutin/election-office';
import { sessionViews } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { defaultTimeZone, withOffice } from '../stack.ts';
import { textTable } from '../text-table.ts';
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
      const environment = await cliEnvironment();
      const sessions = await withOffice(environment, async (office) =>
        office.sessionsOf((await accountNamed(office, named, command)).id),
      );
      if (json === true) console.log(JSON.stringify(sessionViews(sessions, undefined)));
      else
        console.log(
          sessions.length === 0
            ? `${named} has no session.`
            : sessionTable(sessions, defaultTimeZone(environment)),
        );
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

/** @param timeZone in which its times are written */
function sessionTable(sessions: readonly ListedSession[], timeZone: string): string {
  const at = (ms: number): string => instantInWords(ms, timeZone).en;
  return textTable({
    head: ['session', 'since', 'last used', 'until'],
    rows: sessions.map(({ id, createdAtMs, lastSeenAtMs, expiresAtMs }) => [
      id,
      at(createdAtMs),
      at(lastSeenAtMs),
      at(expiresAtMs),
    ]),
  });
}
