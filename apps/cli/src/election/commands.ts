import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { Argument } from 'commander';
import { adminElectionDetailView, adminElectionView } from '@scrutin/contracts/admin';
import { defaultApproval } from '@scrutin/election';
import { registerRehearsalCommands } from '../contest/rehearsal-commands.ts';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor } from '../office/act.ts';
import { identifier } from '../options.ts';
import { refuse } from '../run.ts';
import { defaultTimeZone, withOffice } from '../stack.ts';
import type { ElectionDefinition } from './election-definition.ts';
import { definitionOf, fileOf } from './election-definition.ts';
import { ELECTION_FORMAT, readElectionFile } from './election-file.ts';
import type { PlannedAct } from './election-plan.ts';
import { electionDetails, electionTable } from './election-view.ts';
import { fileProblems } from './file-problems.ts';
import type { ElectionLoad } from './load-election.ts';
import { loadElection } from './load-election.ts';
import { removeElectionDraft } from './remove-election.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface LoadOptions extends JsonOption {
  readonly remove?: boolean;
  readonly rehearsal?: boolean;
}

export function registerElectionCommands(program: Command): void {
  const election = program
    .command('election')
    .summary('elections: regions, races, candidates')
    .description('Elections: regions, parties, races and candidates.')
    .addHelpText('after', '\nExample:\n  $ npx scrutin election list');

  election
    .command('load')
    .summary('make an election as a file defines it')
    .description(
      `Makes an election as a ${ELECTION_FORMAT} file defines it (docs/ELECTION-FILES.md): creates what is not there, as a ` +
        'draft, leaves what is the same, changes what differs. When the state of the election forbids one of the ' +
        'differences, or a value of the file is wrong, nothing is done and all of those are named (exit code 1). ' +
        'Loading again changes nothing. Races and candidates that the file does not have are removed from a draft: they ' +
        'are shown first, and a terminal asks whether to remove them; without a terminal, --remove must say so. ' +
        'Withdrawals are left as they are. When somebody else changes the election meanwhile, the load stops.',
    )
    .argument('<file>', 'JSON; - for standard input')
    .option('--rehearsal', 'make it a rehearsal, for ever, whatever the file says')
    .option('--remove', 'remove the races and candidates that the file does not have, without asking')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin election load apps/cli/examples/prov-2025.json')
    .action(runLoad);

  election
    .command('list')
    .description('list the elections, drafts included')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin election list')
    .action(async ({ json }: JsonOption) => {
      const elections = await withOffice(await cliEnvironment(), (office) => office.elections());
      const nowMs = Date.now();
      if (json === true) console.log(JSON.stringify(elections.map((one) => adminElectionView(one, nowMs))));
      else
        console.log(elections.length === 0 ? 'There is no election yet.' : electionTable(elections, nowMs));
    });

  election
    .command('show')
    .description('show an election, its races and who stands in them')
    .addArgument(electionArgument())
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin election show PROV-2025')
    .action(async (id: string, { json }: JsonOption, command: Command) => {
      const found = await withOffice(await cliEnvironment(), (office) => office.election(id));
      if (found === undefined) refuse(command, unknownElection(id));
      const nowMs = Date.now();
      console.log(
        json === true ? JSON.stringify(adminElectionDetailView(found, nowMs)) : electionDetails(found, nowMs),
      );
    });

  election
    .command('export')
    .description('print an election as the file from which `election load` makes it again')
    .addArgument(electionArgument())
    .addHelpText('after', '\nExample:\n  $ npx scrutin election export PROV-2025 > prov-2025.json')
    .action(async (id: string, _options: unknown, command: Command) => {
      const file = await withOffice(await cliEnvironment(), async (office) => {
        const found = await office.election(id);
        return found === undefined ? undefined : fileOf(found, await office.parties());
      });
      if (file === undefined) refuse(command, unknownElection(id));
      console.log(JSON.stringify(file, undefined, 2));
    });

  election
    .command('remove')
    .description(
      'remove a draft with its races, its candidates and the record of its roll; regions and parties stay',
    )
    .addArgument(electionArgument())
    .addHelpText('after', '\nExample:\n  $ npx scrutin election remove PROV-2052')
    .action(async (id: string, _options: unknown, command: Command) => {
      const removal = await withOffice(await cliEnvironment(), (office) =>
        removeElectionDraft(office, commandLineActor(), id, Date.now()),
      );
      if (removal.outcome === 'unknown') refuse(command, unknownElection(id));
      if (removal.outcome === 'refused') refuse(command, removal.detail);
      console.log(`The election ${id} is removed (${removal.acts} acts on record).`);
    });

  registerRehearsalCommands(election, 'election');
}

async function runLoad(
  file: string,
  { json, rehearsal, remove }: LoadOptions,
  command: Command,
): Promise<void> {
  const environment = await cliEnvironment();
  const given = await definitionIn(file, defaultTimeZone(environment), command);
  const definition: ElectionDefinition =
    rehearsal === true
      ? {
          ...given,
          election: { ...given.election, purpose: 'rehearsal', approval: defaultApproval('rehearsal') },
        }
      : given;
  const { id } = definition.election;
  const load = await withOffice(environment, (office) =>
    loadElection(office, commandLineActor(), definition, Date.now(), (removals) =>
      remove === true ? Promise.resolve(true) : agreeToRemove(id, removals, file === '-'),
    ),
  );
  if (load.outcome !== 'loaded') return refuse(command, refusalText(id, load));
  for (const note of load.notes) process.stderr.write(`scrutin: ${note}\n`);
  if (json === true) {
    console.log(JSON.stringify({ election_id: id, state: load.state, acts: load.done.map(actJson) }));
    return;
  }
  for (const { verb, what } of load.done) console.log(`${PAST[verb]} ${what}`);
  console.log(
    load.done.length === 0
      ? `The election ${id} is there already, exactly so (${load.state}).`
      : `The election ${id} is as ${file} defines it (${load.done.length} acts on record).`,
  );
}

/** Shows what would be removed and asks. Without a terminal nobody can be asked, and nothing is removed. */
async function agreeToRemove(
  id: string,
  removals: readonly PlannedAct[],
  inputIsTheFile: boolean,
): Promise<boolean> {
  if (inputIsTheFile || !process.stdin.isTTY || !process.stderr.isTTY) return false;
  process.stderr.write(
    `This removes from the election ${id}:\n${indented(removals.map(({ what }) => what))}\n`,
  );
  const question = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await question.question('Remove them? [y/N] ')).trim());
  } finally {
    question.close();
  }
}

async function definitionIn(
  file: string,
  defaultZone: string,
  command: Command,
): Promise<ElectionDefinition> {
  let content: Uint8Array;
  try {
    content = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return refuse(
      command,
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const reading = readElectionFile(content);
  const problems = reading.ok ? fileProblems(reading.file, defaultZone) : reading.problems;
  if (reading.ok && problems.length === 0) return definitionOf(reading.file, defaultZone);
  return refuse(command, `${file} defines no election; nothing was done:\n${indented(problems)}`);
}

function refusalText(id: string, load: Exclude<ElectionLoad, { outcome: 'loaded' }>): string {
  if (load.outcome === 'forbidden') {
    const lines = load.differences.map(({ verb, what }) => `${verb} ${what}`);
    return `the election ${id} is ${load.state}, and these differences cannot be made; nothing was done:\n${indented(lines)}`;
  }
  if (load.outcome === 'other-purpose') return load.detail;
  if (load.outcome === 'would-remove') {
    const lines = load.removals.map(({ what }) => what);
    return `the file does not have these, and loading it would remove them; nothing was done:\n${indented(lines)}\nTo remove them, give --remove.`;
  }
  const before =
    load.done.length === 0 ? 'Nothing was done.' : `${load.done.length} acts before it were done.`;
  return `${load.refused.verb} ${load.refused.what}: ${load.detail} ${before}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

const PAST = { create: 'created', change: 'changed', remove: 'removed' } as const;

function actJson({ verb, what }: { readonly verb: string; readonly what: string }) {
  return { verb, what };
}

function electionArgument(): Argument {
  return new Argument('<election>', 'identifier of an election').argParser(identifier);
}

function unknownElection(id: string): string {
  return `there is no election ${id}: \`election list\` names them.`;
}
