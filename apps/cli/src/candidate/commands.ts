import type { Command } from 'commander';
import { adminCandidateView } from '@scrutin/contracts/admin';
import { candidateName, isolated } from '@scrutin/election';
import { timeZoneOf } from '@scrutin/election-office';
import { effectOfWithdrawal } from '../contest/effect-text.ts';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { identifier } from '../options.ts';
import { withOffice } from '../stack.ts';
import { registerPhotoCommand } from './photo-command.ts';

interface WithdrawOptions {
  readonly reason: string;
  readonly json?: boolean;
}

export function registerCandidateCommands(program: Command): void {
  const candidate = program
    .command('candidate')
    .summary('who stands in an election')
    .description('Who stands in an election. Candidates are configured by `election load` and the admin API.')
    .addHelpText('after', '\nExample:\n  $ npx scrutin candidate withdraw --help');
  candidate
    .command('withdraw')
    .summary('take a candidate off the ballot of a published election')
    .description(
      'Takes a candidate off the ballot, five seconds from now. Ballots accepted before it stay as they were cast; ' +
        'the count passes over the candidate. `candidate reinstate` takes it back within about two seconds, or until the ' +
        'voting opens.',
    )
    .argument('<election>', 'identifier of the election', identifier)
    .argument('<region>', 'identifier of the region', identifier)
    .argument('<candidate>', 'identifier of the candidate', identifier)
    .requiredOption('--reason <text>', 'why; it stays on record')
    .option('--json', 'print the candidate as JSON')
    .addHelpText(
      'after',
      "\nExample:\n  $ npx scrutin candidate withdraw PROV-2025 SHERBROOKE grandvent --reason 'Letter of 3 October'",
    )
    .action(
      async (
        electionId: string,
        regionId: string,
        candidateId: string,
        { reason, json }: WithdrawOptions,
        command: Command,
      ) => {
        const key = { electionId, regionId, id: candidateId };
        const { withdrawn, timeZone } = await withOffice(await cliEnvironment(), async (office) => ({
          withdrawn: requireSuccess(command, await office.withdrawCandidate(commandLineActor(), key, reason)),
          timeZone: await timeZoneOf(office, { kind: 'election', ...key }),
        }));
        const { withdrawnAtMs } = withdrawn;
        const effect = withdrawnAtMs === undefined ? '' : ` ${effectOfWithdrawal(withdrawnAtMs, timeZone)}`;
        console.log(
          json === true
            ? JSON.stringify(adminCandidateView(withdrawn, timeZone))
            : `${isolated(candidateName(withdrawn))} is withdrawn from ${electionId}:${regionId}.${effect}`,
        );
      },
    );

  candidate
    .command('reinstate')
    .summary('take back a withdrawal')
    .description(
      'Takes back a withdrawal, as long as no ballot can have been accepted after it took effect: until about two ' +
        'seconds after the withdrawal was recorded, or until shortly before the voting opens.',
    )
    .argument('<election>', 'identifier of the election', identifier)
    .argument('<region>', 'identifier of the region', identifier)
    .argument('<candidate>', 'identifier of the candidate', identifier)
    .requiredOption('--reason <text>', 'why; voters read it, and it stays on record')
    .option('--json', 'print the candidate as JSON')
    .addHelpText(
      'after',
      "\nExample:\n  $ npx scrutin candidate reinstate PROV-2025 SHERBROOKE grandvent --reason 'The wrong person'",
    )
    .action(
      async (
        electionId: string,
        regionId: string,
        candidateId: string,
        { reason, json }: WithdrawOptions,
        command: Command,
      ) => {
        const key = { electionId, regionId, id: candidateId };
        const { standing, timeZone } = await withOffice(await cliEnvironment(), async (office) => ({
          standing: requireSuccess(command, await office.reinstateCandidate(commandLineActor(), key, reason)),
          timeZone: await timeZoneOf(office, { kind: 'election', ...key }),
        }));
        console.log(
          json === true
            ? JSON.stringify(adminCandidateView(standing, timeZone))
            : `${isolated(candidateName(standing))} stands again in ${electionId}:${regionId}.`,
        );
      },
    );
  registerPhotoCommand(candidate);
}
