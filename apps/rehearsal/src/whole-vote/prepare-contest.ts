import { setTimeout as delay } from 'node:timers/promises';
import { OPENS_WITHIN_MS } from '../keep-open.ts';
import type { OperatorCommands } from './operator-command.ts';
import type { PlayedContest } from './played-contest.ts';
import type { Stages } from './stages.ts';

/**
 * Makes a contest as a draft, with new credentials on its roll.
 *
 * @param folder in which the credential set is made
 * @returns the folder of the credential set
 */
export async function prepareContest(
  contest: PlayedContest,
  voters: number,
  { stages, commands, folder }: { stages: Stages; commands: OperatorCommands; folder: string },
): Promise<string> {
  const set = `${folder}/${contest.id}`;
  const sized = ['--count', String(voters), ...contest.generateOptions, '--output', set];
  await stages.do('generate the credentials', () =>
    commands.run('scrutin credentials generate', ['credentials', 'generate', ...sized]),
  );
  await contest.create(commands, folder);
  await stages.do('load the roll', () => commands.run('scrutin roll load', ['roll', 'load', set]));
  return set;
}

/** Opens a contest, and waits until every process takes votes in it. */
export async function openContest(contest: PlayedContest, commands: OperatorCommands): Promise<void> {
  await commands.run('scrutin contest open', ['contest', 'open', contest.rollKey]);
  await delay(OPENS_WITHIN_MS);
}
