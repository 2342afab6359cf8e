import type { Command } from 'commander';
import type { RollKey } from '@scrutin/election';
import type { VoterRoll } from '@scrutin/voter-roll';
import { cliEnvironment } from '../environment.ts';
import { withVoterRoll } from '../stack.ts';

/** Removes these rolls from Redis, and says what has to be done next. */
export async function unloadRolls(
  redis: Pick<VoterRoll, 'removeRoll'>,
  rolls: readonly RollKey[],
): Promise<void> {
  for (const key of rolls) {
    await redis.removeRoll(key);
    console.log(`${key} is not in Redis any more. Load its files: \`scrutin roll load\`.`);
  }
}

/** `scrutin roll unload`. @param collect reads the keys of rolls */
export function registerUnloadCommand(
  roll: Command,
  collect: (text: string, before: readonly RollKey[] | undefined) => RollKey[],
): void {
  roll
    .command('unload')
    .summary('remove a roll from Redis, so that its files can be loaded again')
    .description(
      'For a Redis that holds something else than the roll on record. Nothing changes on record, and nothing else is ' +
        'removed from Redis: the second count of accepted votes stays. Votes are taken meanwhile, and wait until the ' +
        'files are loaded (`roll load`) and the claims are put back (`roll rebuild`).',
    )
    .argument('<roll...>', 'law:ID or election:ID', collect)
    .addHelpText('after', '\nExample:\n  $ npx scrutin roll unload law:L2025-001')
    .action(async (rolls: readonly RollKey[]) => {
      await withVoterRoll(await cliEnvironment(), async (redis) => {
        await unloadRolls(redis, rolls);
      });
    });
}
