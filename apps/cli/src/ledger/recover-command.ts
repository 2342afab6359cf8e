import type { Command } from 'commander';
import { compareSecondCount } from '@scrutin/ballot-store';
import { cliEnvironment } from '../environment.ts';
import { votesOnTheirWay } from '../roll/votes-on-their-way.ts';
import { refuse } from '../run.ts';
import { withBallotStore, withVoterRoll } from '../stack.ts';
import { unknownVotesText } from './unknown-votes.ts';

/** `scrutin ledger recover` */
export function registerRecoverCommand(ledger: Command): void {
  ledger
    .command('recover')
    .summary('after a restore: put lost votes on record as received')
    .description(
      'Compares the second count of accepted votes, which the APIs keep in Redis, with the database, and puts the votes ' +
        'of which the database knows nothing on record as received. No vote is counted by this. The ledger then says ' +
        '`missing` for each of these contests, until `scrutin ledger explain` puts the reason on record. It refuses ' +
        'while votes are on their way, and it may be repeated.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin ledger recover')
    .action(async (_options: unknown, command: Command) => {
      const environment = await cliEnvironment();
      const refuseWhileVotesAreOnTheirWay = async (): Promise<void> => {
        const held = await votesOnTheirWay(environment, 'nothing was put on record');
        if (held !== undefined) refuse(command, held);
      };
      await refuseWhileVotesAreOnTheirWay();
      await withVoterRoll(environment, (roll) =>
        withBallotStore(environment, async (store) => {
          const gap = await compareSecondCount(roll.intakeCounts, store);
          if (gap.contests.length === 0) {
            console.log('The database knows every vote of the second count.');
            return;
          }
          // A vote that was accepted since the first look is in the second count, and perhaps not yet in the database.
          await refuseWhileVotesAreOnTheirWay();
          const added = await store.receiveSecondCount(gap.counts);
          console.log(`${unknownVotesText(gap)}\n${added} votes are on record as received now.`);
        }),
      );
    });
}
