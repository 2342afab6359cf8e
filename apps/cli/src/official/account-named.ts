import type { Command } from 'commander';
import type { ElectionOffice, Official } from '@scrutin/election-office';
import { refuse } from '../run.ts';

/** The account with this e-mail address or identifier. Ends the command with a message if there is none. */
export async function accountNamed(
  office: Pick<ElectionOffice, 'officials'>,
  named: string,
  command: Command,
): Promise<Official> {
  const account = (await office.officials()).find(({ id, email }) =>
    named.includes('@') ? email === named.toLowerCase() : id === named,
  );
  return account ?? refuse(command, `there is no account ${named}: \`official list\` names them.`);
}
