import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Difference } from '@scrutin/tabulation';
import { checkVector } from '@scrutin/tabulation';
import { wholeNumber } from '../options.ts';
import { failQuietly } from '../run.ts';
import { vectorsIn } from './contest-file.ts';
import { readText } from './file-text.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly show: number;
}

interface CheckReport {
  contests: number;
  rounds: number;
  differences: number;
  readonly first: Difference[];
  readonly unreadable: { file: string; problem: string }[];
}

export function registerTabulateCheckCommand(tabulateCommand: Command): void {
  tabulateCommand
    .command('check')
    .argument('<path...>', 'rcv-vector/1 files (.json, .json.gz), or folders of them')
    .summary('count published contests and compare every round')
    .description(
      'Counts each contest under the rules it names and compares with what was published: winners, and in ' +
        'every round the tally, the threshold, who was elected and eliminated, inactive ballots by cause, and ' +
        'transfers. Exit code 1 on any difference, and when a file cannot be read.',
    )
    .option('--show <n>', 'how many differences to name', wholeNumber(0, 1_000_000), 10)
    .option('--json', 'print the counts and the first differences as JSON')
    .addHelpText('after', '\nExamples:\n  $ npx scrutin tabulate check libs/tabulation/fixtures')
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const report = await checkAll(paths, options.show);
      process.stdout.write(`${options.json === true ? JSON.stringify(report) : reportText(report)}\n`);
      if (report.differences > 0 || report.unreadable.length > 0 || report.contests === 0) failQuietly();
    });
}

async function checkAll(paths: readonly string[], show: number): Promise<CheckReport> {
  const report: CheckReport = { contests: 0, rounds: 0, differences: 0, first: [], unreadable: [] };
  for (const given of paths) {
    for (const file of await vectorFiles(given, report)) {
      const text = await readText(file);
      const vectors = text.ok ? vectorsIn(text.value) : text;
      if (!vectors.ok) {
        report.unreadable.push({ file, problem: vectors.problem });
        continue;
      }
      for (const vector of vectors.value) {
        const { rounds, differences } = checkVector(vector);
        report.contests += 1;
        report.rounds += rounds;
        report.differences += differences.length;
        report.first.push(...differences.slice(0, Math.max(0, show - report.first.length)));
      }
    }
  }
  return report;
}

/** The file itself, or the JSON files of a folder and its folders, in the order of their names. */
async function vectorFiles(given: string, report: CheckReport): Promise<readonly string[]> {
  const found = await stat(given).catch((error: unknown) => {
    report.unreadable.push({ file: given, problem: error instanceof Error ? error.message : String(error) });
    return undefined;
  });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [given];
  const entries = await readdir(given, { recursive: true });
  return entries
    .filter((entry) => /\.json(\.gz)?$/.test(entry))
    .sort()
    .map((entry) => path.join(given, entry));
}

function reportText({ contests, rounds, differences, first, unreadable }: CheckReport): string {
  return [
    `${contests} contests, ${rounds} rounds, ${differences} differences`,
    ...first.map(
      ({ contest, place, what, expected, found }) =>
        `  ${contest}, ${place}: ${what}: expected ${expected || 'nobody'}, found ${found || 'nobody'}`,
    ),
    ...(differences > first.length ? [`  … and ${differences - first.length} more`] : []),
    ...unreadable.map(({ file, problem }) => `  ${file}: not read: ${problem}`),
  ].join('\n');
}
