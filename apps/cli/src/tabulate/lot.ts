import type { Command } from 'commander';
import { lotView } from '@scrutin/contracts/admin';
import { drawnAmong, parseContestKey } from '@scrutin/election';
import { timeZoneOf } from '@scrutin/election-office';
import type { TabulationResult } from '@scrutin/tabulation';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { refuse } from '../run.ts';
import { withOffice } from '../stack.ts';

interface LotOptions {
  readonly method: string;
  readonly drawnBy: string;
  readonly witnesses: string;
  readonly json?: boolean;
}

export function registerTabulateLotCommand(tabulateCommand: Command): void {
  tabulateCommand
    .command('lot')
    .summary('put a lot on record for which a recorded count waits')
    .description(
      'Puts on record the lot for the tie at which the newest count of a contest stopped. Name everybody between whom ' +
        'it was drawn, in the order drawn: the first is elected, is eliminated, or transfers first, as the count says. ' +
        'The next `tabulate record` uses it. A lot is never changed, and each tie has one.',
    )
    .argument('<tabulation>', 'the count that waits, as `tabulate record` printed it')
    .argument('<candidates...>', 'identifiers of all who are tied, in the order drawn')
    .requiredOption('--method <text>', 'how it was drawn')
    .requiredOption('--drawn-by <text>', 'by whom it was drawn')
    .requiredOption('--witnesses <text>', 'who witnessed it')
    .option('--json', 'print the lot as JSON')
    .addHelpText(
      'after',
      "\nExample:\n  $ npx scrutin tabulate lot 0d2cc1ab-6b1c-4d3e-9f5a-6d8a54c3e9b1 morin cote --method 'slips of " +
        "paper in a hat' --drawn-by 'Marie Roy' --witnesses 'Jean Fortin, Lise Hardy'",
    )
    .action(async (id: string, drawn: readonly string[], options: LotOptions, command: Command) => {
      await withOffice(await cliEnvironment(), async (office) => {
        const count = await office.tabulation(id);
        if (count === undefined) refuse(command, `there is no tabulation ${id}.`);
        const result = count.result as TabulationResult;
        if (result.status !== 'awaits-lot') refuse(command, `the count ${id} waits for no lot.`);
        const { method, drawnBy, witnesses } = options;
        const { purpose } = result.tie;
        const given = {
          tabulation: id,
          purpose,
          tied: drawnAmong(result.tie),
          drawn,
          method,
          drawnBy,
          witnesses,
        };
        const lot = requireSuccess(command, await office.recordLot(commandLineActor(), given));
        console.log(
          options.json === true
            ? JSON.stringify(lotView(lot, await timeZoneOf(office, parseContestKey(lot.contest))))
            : `The lot of ${lot.contest} is on record: it fell on ${lot.drawn[0] ?? ''} (${lot.purpose}). Count again ` +
                `with \`tabulate record --contest ${lot.contest}\`.`,
        );
      });
    });
}
