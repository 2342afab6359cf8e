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
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
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
  'contest export': ['', 'law', 'law:L extra', 'law:L --format pdf', 'law:L --format xlsx'],
  'tabulate count': [
    '',
    '{}/ballots.csv --contest law:L',
    '--contest law:L',
    '{}/none.csv --rules irv',
    '{}/text.txt --rules irv',
    '{}/ballots.csv',
    '{}/ballots.csv --rules irv:lot=zoe',
    '{}/ballots.csv --rules irv:order=c1/c1',
    '{}/ballots.csv --rules irv --withdrawn zoe',
    '{}/ballots.csv --rules irv --rank-columns 3-1',
    '{}/ballots.csv --rules irv --rank-columns zoe',
    '{}/ballots.csv --rules irv --seats 1 --seats 2',
    '{}/ballots.csv --rules irv --candidate A --candidate A',
    '{}/tied.csv --rules irv --digest-of law:L --ballots 3',
    '{}/tied.csv --rules scottish-stv-2011',
    '{}/tied.csv --rules irv:lot=c2/c1/c3 --explain',
    '{}/tied.csv --rules referendum:quorum=40',
    '{}/tied.csv --rules rctab:tiebreakMode=stopCountingAndAsk --csv',
    '{}/vector.json --rules irv',
    '{}/vectors.json --rules irv',
    '{}/other.json --rules irv',
    '{}/tied.blt --rules irv --candidate A',
    '{}/tied.blt --rules irv --digest-of law:L --ballots 3',
    ...Array.from({ length: 9 }, (_, index) => `{}/wrong${index}.blt --rules irv`),
    ...Array.from({ length: 13 }, (_, index) => `{}/wrong${index}.csv --rules irv`),
  ],
};

const WRONG_BLT = [
  '',
  '0 1',
  '2 1\n[odd]\n0\n"A"\n"B"',
  '2 1\n[nick A]\n0\n"A"\n"B"',
  '2 1\n-5\n0\n"A"\n"B"',
  '2 1\nx 1 0\n0\n"A"\n"B"',
  '2 1\n1 7 0\n0\n"A"\n"B"',
  '2 1\n1 1 0\n0\n"A',
  '2 1\n1 1 0\n',
];
const WRONG_CSV = [
  '',
  'Rank 1\n"Anne',
  'Rank 1\nAn"ne',
  'Rank 1\n"An"ne',
  'Rank 1;Rank 2,x\nA;B,x',
  'colour\nred',
  'Rank 1,count\nAnne,many',
  'Rank 1,count\nAnne,1\nBo,2\nTotal,3',
  'Rank 1\nA>B',
  'Rank 1\nnone\nAnne',
  'Rank 1\n1\n2',
  'Rank 1\nAnne\n\u0410nne',
  'Rank 1,Rank 2\nAnne,\nBo',
];
const FILES: Readonly<Record<string, string>> = {
  'text.txt': 'x',
  'register.csv': 'nas;reference\n46454286;M-1\n',
  'references.txt': '=1\n',
  'ballots.csv': 'Rank 1\nAnne\n',
  'tied.csv': 'Rank 1,Rank 2\nAnne,\nBo,\nCy,Anne\n',
  'tied.blt': '3 1\n1 1 0\n1 2 0\n1 3 0\n0\n"A"\n"B"\n"C"\n"T"\n',
  'vector.json': '{',
  'vectors.json': '[]',
  'other.json': '{"format":"rcv-vector/1"}',
  ...Object.fromEntries(WRONG_BLT.map((text, index) => [`wrong${index}.blt`, text])),
  ...Object.fromEntries(WRONG_CSV.map((text, index) => [`wrong${index}.csv`, text])),
};

const whole = await buildProgram();

/** What a command answers to a wrong value of each option, and to each option without its value. */
function wrongOptions(words: string): readonly string[] {
  const { options } = commandAt(whole, words.split(' '));
  return options
    .filter((option) => option.required && !isLanguage(option))
    .flatMap(({ long }) => (long === undefined ? [] : [`${long} ?`, long]));
}

it('is asked of every command that has a language', () => {
  expect(Object.keys(REFUSED).sort()).toEqual(commandsWithLanguage(whole).sort());
});

it.each(Object.keys(REFUSED))('answers no English sentence under French: %s', async (words) => {
  const language = commandAt(whole, words.split(' ')).options.find(isLanguage)?.long ?? '';
  const unknown = ['--nonsense', `${language}s`];
  const counted: string[] = [];
  for (const more of [...(REFUSED[words] ?? []), ...wrongOptions(words), ...unknown]) {
    const given = more
      .replaceAll('{}', folder)
      .split(' ')
      .filter((word) => word !== '');
    const ran = await runScrutin(...words.split(' '), language, 'fr', ...given);
    const answer = `${ran.out}${ran.err}`.replaceAll(folder, '');
    if (ran.code === 0 && !more.endsWith('--explain')) counted.push(more);
    expect({ more, isSilent: answer === '' }).toEqual({ more, isSilent: false });
    expect({ more, answer, english: englishIn(answer) }).toEqual({ more, answer, english: [] });
  }
  expect(counted).toEqual([]);
});
