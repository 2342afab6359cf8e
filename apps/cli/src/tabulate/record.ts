import type { Command } from 'commander';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { tabulationDetailView } from '@scrutin/contracts/admin';
import type { AsAnswered } from '@scrutin/contracts/routes';
import type { Contest as ContestName, Tabulation } from '@scrutin/election';
import { parseContestKey } from '@scrutin/election';
import type { CountBallots, ElectionOffice } from '@scrutin/election-office';
import {
  candidatesToCount,
  contestToCount,
  countBallots,
  countContest,
  timeZoneOf,
} from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { failQuietly } from '../run.ts';
import { withOffice } from '../stack.ts';
import { contestOption } from './count.ts';
import { showCount, whatNext } from './count-view.ts';

interface RecordOptions {
  readonly contest: ContestName;
  readonly json?: boolean;
}

interface PublishOptions {
  readonly json?: boolean;
  readonly reason?: string;
}

export function registerTabulateRecordCommands(tabulateCommand: Command): void {
  tabulateCommand
    .command('record')
    .summary('count a contest of the database and put the count on record')
    .description(
      'Counts a contest of the database and puts the count on record, with the SHA-256 of its ballots. Before the ' +
        'closing only where results are live. It is not public until it is published. It is made by the rules of the ' +
        'contest, and the lots on record decide the ties that they were drawn for. A count that awaits a lot is ' +
        'recorded too, and ends with exit code 1: `tabulate lot` records the lot.',
    )
    .addOption(contestOption().makeOptionMandatory())
    .option('--json', 'print the tabulation as the admin API gives it, as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx scrutin tabulate record --contest election:PROV-2025:SHERBROOKE',
    )
    .action(runRecord);

  tabulateCommand
    .command('publish')
    .summary('make a recorded count public')
    .description(
      'Makes a recorded count public, which then stands: refused while the results are not, and of a count that is ' +
        'not complete. If another count of the contest stands, --reason says why this one replaces it. A count that ' +
        'was published before can be made to stand again in this way. The public sees every published count.',
    )
    .argument('<tabulation>', 'its identifier, as `tabulate record` printed it')
    .option('--reason <text>', 'why it replaces the count that stands; it is public and stays on record')
    .option('--json', 'print the tabulation as the admin API gives it, as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin tabulate publish 0d2cc1ab-6b1c-4d3e-9f5a-6d8a54c3e9b1')
    .action(async (id: string, { json, reason }: PublishOptions, command: Command) => {
      await withOffice(await cliEnvironment(), async (office) => {
        const published = requireSuccess(
          command,
          await office.publishTabulation(commandLineActor(), id, reason),
        );
        console.log(
          json === true
            ? JSON.stringify(await detailOf(office, published))
            : `${published.id} is public and stands: ${published.contest}, ${published.ballots} ballots, ${published.ruleSet}.`,
        );
      });
    });
}

async function runRecord({ contest: name, json }: RecordOptions, command: Command): Promise<void> {
  await withOffice(await cliEnvironment(), async (office) => {
    const count: CountBallots = (order) => countBallots(office, order);
    const { tabulation, order, result } = requireSuccess(
      command,
      await countContest(name, undefined, { office, actor: commandLineActor(), count }),
    );
    const { id, ballotsDigest } = tabulation;
    const contest = contestToCount(order);
    if (json === true) console.log(JSON.stringify(await detailOf(office, tabulation)));
    else {
      const counted = { title: order.contest, contest, ballotsDigest };
      console.log(showCount(result, counted, order.rules, { lang: 'en', lots: 'on-record' }));
      console.log(`On record as ${id}; ${whatNext(id, result)}`);
    }
    if (result.status !== 'complete') failQuietly();
  });
}

/** As the admin API answers it. */
async function detailOf(
  office: Pick<ElectionOffice, 'law' | 'election' | 'lots'>,
  tabulation: Tabulation,
): Promise<AsAnswered<TabulationDetailBody>> {
  const contest = parseContestKey(tabulation.contest);
  const candidates = contest === undefined ? undefined : await candidatesToCount(office, contest);
  const timeZone = await timeZoneOf(office, contest);
  return tabulationDetailView(tabulation, candidates ?? [], timeZone, await office.lots(tabulation.contest));
}
