import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command, Option } from 'commander';
import { englishIn } from '@scrutin/testkit/without-services';
import { runScrutin } from './fixture/run-scrutin.ts';
import { buildProgram, commandAt } from './program.ts';

let folder: string;
const before = { ...process.env };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'french-answers-'));
  process.env['CREDENTIAL_PEPPER'] = 'ab'.repeat(32);
  process.env['DATABASE_URL'] = 'postgresql://nobody:x@127.0.0.1:1/nothing';
});
afterAll(async () => {
  process.env = before;
  await rm(folder, { recursive: true });
});

const isLanguage = ({ long }: Option): boolean => long === '--lang' || long === '--language';

function commandsWithLanguage(command: Command, words: readonly string[] = []): string[] {
  return [
    ...(command.options.some(isLanguage) ? [words.join(' ')] : []),
    ...command.commands.flatMap((inner) => commandsWithLanguage(inner, [...words, inner.name()])),
  ];
}

/** Command lines that each command refuses, and files for them. `{}` stands for the folder of the test. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'credentials generate': [
    '--output {}/set',
    '--output {}/set --law-id L',
    '--output {}/set --law-id L --election-id E',
    '--output {}/set --law-id L --count 5 --region A',
    '--output {}/set --law-id L --count 5 --region-column A',
    '--output {}/set --law-id L --count 5 --check-luhn',
    '--output {}/set --election-id E --count 5',
    '--output {}/set --election-id E --count 5 --region A,A',
    '--output {} --law-id L --count 5',
    '--output {}/text.txt --law-id L --count 5',
    '--output {}/set --law-id L --register {}/none.csv',
    '--output {}/set --law-id L --register {}/text.txt',
    '--output {}/set --law-id L --register {}/register.csv',
    '--output {}/set --law-id L --register {}/register.csv --only-references-file {}/none.txt',
    '--output {}/set --law-id L --register {}/register.csv --only-references-file {}/references.txt',
  ],
  'contest declaration': [
    '',
    'law',
    'law:L extra',
    'law:L --format pdf',
    'law:L --fallback-font {}/text.txt --output {}/d.pdf',
  ],
  'tabulate count': ['', '{}/ballots.csv --contest law:L', '--contest law:L'],
};

/** What a command answers to a wrong value of each option, and to each option without its value. */
function wrongOptions(words: string): readonly string[] {
  const { options } = commandAt(buildProgram(), words.split(' '));
  return options
    .filter((option) => option.required && !isLanguage(option))
    .flatMap(({ long }) => (long === undefined ? [] : [`${long} ?`, long]));
}

it('is asked of every command that has a language', () => {
  expect(Object.keys(REFUSED).sort()).toEqual(commandsWithLanguage(buildProgram()).sort());
});

it.each(Object.keys(REFUSED))('answers no English sentence under French: %s', async (words) => {
  await writeFile(path.join(folder, 'text.txt'), 'x');
  await writeFile(path.join(folder, 'register.csv'), 'nas;reference\n46454286;M-1\n');
  await writeFile(path.join(folder, 'references.txt'), '=1\n');
  await writeFile(path.join(folder, 'ballots.csv'), 'Rank 1\nAnne\n');
  const language = commandAt(buildProgram(), words.split(' ')).options.find(isLanguage)?.long ?? '';
  const unknown = ['--nonsense', `${language}s`];
  for (const more of [...(REFUSED[words] ?? []), ...wrongOptions(words), ...unknown]) {
    const given = more
      .replaceAll('{}', folder)
      .split(' ')
      .filter((word) => word !== '');
    const ran = await runScrutin(...words.split(' '), language, 'fr', ...given);
    const answer = `${ran.out}${ran.err}`.replaceAll(folder, '');
    expect({ more, code: ran.code, isSilent: ran.err === '' }).toEqual({
      more,
      code: ran.code === 1 ? 1 : 2,
      isSilent: false,
    });
    expect({ more, answer, english: englishIn(answer) }).toEqual({ more, answer, english: [] });
  }
});
