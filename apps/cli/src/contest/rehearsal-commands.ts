import type { Command } from 'commander';
import { Argument } from 'commander';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { throwAway } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { identifier } from '../options.ts';
import { withOffice, withVoterRoll } from '../stack.ts';

interface RehearseOptions {
  readonly id?: string;
}

interface DiscardOptions {
  readonly reason?: string;
}

/** Adds `rehearse` and `discard` to the commands of laws or of elections. */
export function registerRehearsalCommands(parent: Command, kind: 'law' | 'election'): void {
  const keyOf = kind === 'law' ? lawRollKey : electionRollKey;
  const example = kind === 'law' ? 'L2026-001' : 'PROV-2026';
  const subject = (): Argument => new Argument(`<${kind}>`, 'its identifier').argParser(identifier);
  parent
    .command('rehearse')
    .summary('make a rehearsal of it')
    .description(
      'Makes a rehearsal with the same texts, rules, races and standing candidates, as a draft. It needs a roll of its ' +
        'own (`credentials generate`, `roll load`), because a letter is for one contest. It stays a rehearsal for ' +
        'ever, and one official is enough for it. Voters do not see it in any list.',
    )
    .addArgument(subject())
    .option('--id <id>', `identifier of the rehearsal (default: ${example}-REHEARSAL)`, identifier)
    .addHelpText('after', `\nExample:\n  $ npx scrutin ${kind} rehearse ${example}`)
    .action(async (id: string, options: RehearseOptions, command: Command) => {
      const made = await withOffice(await cliEnvironment(), async (office) =>
        requireSuccess(command, await office.rehearse(commandLineActor(), keyOf(id), options.id)),
      );
      const key = keyOf(made.id);
      console.log(
        `${made.id} is a rehearsal of ${id}, as a draft. Next: credentials generate, roll load, then contest open ${key}. ` +
          `When it is over: ${kind} discard ${made.id}.`,
      );
    });
  parent
    .command('discard')
    .summary('throw a rehearsal away, with its votes and its roll')
    .description(
      'Throws a rehearsal away whole: votes, ballots, counts, rolls in Redis and PostgreSQL, races, candidates and ' +
        'notices. The acts stay on record. Votes that are on their way are rejected. Its identifier is not used again. ' +
        'A real contest is refused, also by the database. Repeat the command if Redis was away.',
    )
    .addArgument(subject())
    .option('--reason <text>', 'why, if there is something to say; it stays on record')
    .addHelpText('after', `\nExample:\n  $ npx scrutin ${kind} discard ${example}-REHEARSAL`)
    .action((id: string, { reason }: DiscardOptions, command: Command) =>
      discard(keyOf(id), reason, command),
    );
}

async function discard(key: RollKey, reason: string | undefined, command: Command): Promise<void> {
  const environment = await cliEnvironment();
  const { counted, rejected } = await withOffice(environment, (office) =>
    withVoterRoll(environment, async (roll) =>
      requireSuccess(command, await throwAway(key, { office, roll, actor: commandLineActor(), reason })),
    ),
  );
  console.log(`${key} is thrown away, with ${counted} counted and ${rejected} rejected votes.`);
}
