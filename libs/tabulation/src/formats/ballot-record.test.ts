import fc from 'fast-check';
import type { Candidate } from '../contest.ts';
import type { SelectionCount } from '../selection-counts.ts';
import { ballotsText, BLANK_SELECTION } from '../selection-counts.ts';
import type { BallotRecordFormat, RecordedContest } from './ballot-record.ts';
import { recordWriter } from './ballot-record.ts';
import { readBlt } from './blt.ts';
import { foldName } from './candidate-name.ts';
import { readCsv } from './csv.ts';
import { selectionsOfBallots } from './selections-of-ballots.ts';

const KEY = 'election:PROV-2025:SHERBROOKE';
const RACE: RecordedContest = {
  contest: KEY,
  seats: 2,
  isRehearsal: false,
  candidates: [
    { id: 'roy', name: 'Ana "Annie" Roy' },
    { id: '2', name: 'O\\Neil, "Bo"' },
    { id: 'c1', name: 'יעל', excluded: true },
  ],
};
const BALLOTS: readonly SelectionCount[] = [
  { selection: BLANK_SELECTION, ballots: 4n },
  { selection: '2>c1>roy', ballots: 11n },
  { selection: 'roy', ballots: 2n },
];

function written(format: BallotRecordFormat, contest: RecordedContest, groups: readonly SelectionCount[]) {
  const { head, line, tail } = recordWriter(format, contest);
  return head + groups.map(line).join('') + tail;
}

function blt(text: string) {
  const reading = readBlt(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

const csvRowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));

function csv(text: string, candidates: readonly string[]) {
  const ballots = csvRowsOf(text)
    .slice(1)
    .reduce((sum, { cells }) => sum + Number(cells[1]), 0);
  const reading = readCsv(csvRowsOf(text), 1, { candidates, ballots });
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

const sorted = (groups: readonly SelectionCount[]) => ballotsText(KEY, groups);

test('CSV is a heading and the lines of the text that the digest is made of', () => {
  const text = written('csv', RACE, BALLOTS);
  expect(text).toBe('selection,count\n#blank,4\n2>c1>roy,11\nroy,2\n');
  expect(`${KEY}\n${text.replace('selection,count\n', '')}`).toBe(ballotsText(KEY, BALLOTS));
});

test('BLT has numbers, names in quotes, the contest as title, and the identifiers in comments', () => {
  expect(written('blt', RACE, BALLOTS)).toBe(
    [
      '3 2',
      '-3',
      '4 0',
      '11 2 3 1 0',
      '2 1 0',
      '0',
      String.raw`"Ana \"Annie\" Roy"`,
      String.raw`"O\\Neil, \"Bo\""`,
      '"יעל"',
      `"${KEY}"`,
      `# scrutin contest ${KEY}`,
      '# scrutin candidate 1 roy',
      '# scrutin candidate 2 2',
      '# scrutin candidate 3 c1',
      '',
    ].join('\n'),
  );
});

test('a rehearsal says in every line of CSV that it is one, and is read as other ballots are', () => {
  const text = written('csv', { ...RACE, isRehearsal: true }, BALLOTS);
  expect(text).toBe('selection,count,purpose\n#blank,4,rehearsal\n2>c1>roy,11,rehearsal\nroy,2,rehearsal\n');
  const ids = RACE.candidates.map(({ id }) => id);
  expect(csv(text, ids).ballots).toEqual(csv(written('csv', RACE, BALLOTS), ids).ballots);
});

test('a rehearsal says in the title and in a comment of BLT that it is one, and has the same ballots', () => {
  const text = written('blt', { ...RACE, isRehearsal: true }, BALLOTS);
  expect(text).toContain(`"${KEY} (rehearsal)"\n# scrutin contest ${KEY}\n# scrutin purpose rehearsal\n`);
  const real = blt(written('blt', RACE, BALLOTS));
  expect(blt(text)).toEqual({ ...real, title: `${KEY} (rehearsal)` });
});

test('what is written as BLT is read with candidates, withdrawals, seats and ballots', () => {
  const { candidates, seats, recordOf, title, ballots } = blt(written('blt', RACE, BALLOTS));
  expect({ candidates, seats, recordOf, title }).toEqual({
    candidates: RACE.candidates.map((candidate) => ({ excluded: false, ...candidate })),
    seats: 2,
    recordOf: KEY,
    title: KEY,
  });
  expect(ballots).toEqual([
    { ranks: [], count: 4 },
    { ranks: [['2'], ['c1'], ['roy']], count: 11 },
    { ranks: [['roy']], count: 2 },
  ]);
});

const identifier = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,9}$/);
/** Any text, and often one of the characters that mean something in one of the formats. */
const nameUnit = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  fc.constantFrom('"', '\\', '#', '/', '*', '(', ')', ',', ';', '>', '=', '-', "'", ' ', '0', '1', 'a'),
);
const name = fc
  .string({ unit: nameUnit, minLength: 1, maxLength: 12 })
  .map(foldName)
  .filter((text) => text !== '' && !/[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u.test(text));
const races = fc
  .uniqueArray(identifier, { minLength: 1, maxLength: 5 })
  .chain((ids) =>
    fc.record({
      ids: fc.constant(ids),
      names: fc.array(name, { minLength: ids.length, maxLength: ids.length }),
      withdrawn: fc.subarray(ids),
      seats: fc.integer({ min: 1, max: 4 }),
      isRehearsal: fc.boolean(),
      groups: fc.uniqueArray(
        fc.record({
          selection: fc.oneof(
            fc.constant(BLANK_SELECTION),
            fc.shuffledSubarray(ids, { minLength: 1 }).map((ranking) => ranking.join('>')),
          ),
          ballots: fc.bigInt({ min: 1n, max: 10n ** 9n }),
        }),
        { selector: ({ selection }) => selection, maxLength: 12 },
      ),
    }),
  )
  .map(({ ids, names, withdrawn, seats, isRehearsal, groups }) => ({
    contest: {
      contest: KEY,
      seats,
      isRehearsal,
      candidates: ids.map((id, index): Candidate => ({
        id,
        name: names[index] ?? id,
        excluded: withdrawn.includes(id),
      })),
    },
    groups,
  }));

test('any ballots are the same after writing and reading BLT', () => {
  fc.assert(
    fc.property(races, ({ contest, groups }) => {
      const reading = blt(written('blt', contest, groups));
      const { recordOf, seats, candidates } = reading;
      expect({ contest: recordOf, seats, candidates, isRehearsal: contest.isRehearsal }).toEqual(contest);
      const selections = selectionsOfBallots(reading.ballots, (id) => id);
      expect(selections.ok && sorted(selections.value)).toBe(sorted(groups));
    }),
  );
});

test('any ballots are the same after writing and reading CSV', () => {
  fc.assert(
    fc.property(races, ({ contest, groups }) => {
      const ids = contest.candidates.map(({ id }) => id);
      const { candidates, ballots } = csv(written('csv', contest, groups), ids);
      expect(candidates.map((candidate) => candidate.name)).toEqual(ids);
      const names = new Map(candidates.map((candidate) => [candidate.id, candidate.name]));
      const selections = selectionsOfBallots(ballots, (id) => names.get(id) ?? id);
      expect(selections.ok && sorted(selections.value)).toBe(sorted(groups));
    }),
  );
});

describe('what a form cannot hold is not written', () => {
  test.each(['', 'a,b', 'a"b', 'a\nb', '=1+1', 'a>', '>a', '#other'])('the selection %j', (selection) => {
    expect(() => written('csv', RACE, [{ selection, ballots: 1n }])).toThrow(RangeError);
    expect(() => written('blt', RACE, [{ selection, ballots: 1n }])).toThrow(RangeError);
  });
  test.each(['', ' Ana', 'Ana\nRoy', 'Ana\u202ERoy', 'Ana  Roy'])('the name %j', (text) => {
    const contest = { ...RACE, candidates: [{ id: 'a', name: text }] };
    expect(() => written('blt', contest, [])).toThrow('is not one line of text');
  });
});

test.each([
  ['# scrutin contest law:L1\n# scrutin candidate 1 a', '2 candidate(s), and 1 line(s)'],
  ['# scrutin contest law:L1\n# scrutin contest law:L2', 'line 7: a second contest'],
  [
    '# scrutin contest law:L1\n# scrutin candidate 2 a',
    'line 7: expected "# scrutin candidate 1" and an identifier that no other candidate has',
  ],
  ['# scrutin contest law:L1\n# scrutin candidate 1 a\n# scrutin candidate 2 a', 'line 8: expected'],
  ['# scrutin contest law:L1\n# scrutin candidate 1 a b', 'line 7: expected'],
  ['# scrutin contest law:L1\n# scrutin candidate 1', 'line 7: expected'],
])('comments that do not fit the file are refused: %j', (comments, problem) => {
  const reading = readBlt(`2 1\n1 1 0\n0\n"A"\n"B"\n${comments}\n`);
  expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining(problem) as string });
});

test.each([
  [[['a'], []], 'a>'],
  [[['a', 'b']], 'overvote'],
  [[['#overvote']], 'unreadable overvote'],
  [[['a'], ['a']], 'twice'],
])('ballots %j have no selection', (ranks) => {
  expect(selectionsOfBallots([{ ranks, count: 1 }], (id) => id)).toMatchObject({
    ok: false,
    problem: 'a ballot has a skipped rank or an overvote, or names a candidate twice',
  });
});

test('groups without a ballot are no ballots, and equal groups are one', () => {
  const groups = [
    { ranks: [['a']], count: 2 },
    { ranks: [['a']], count: 3 },
    { ranks: [['b']], count: 0 },
    { ranks: [[], []], count: 1 },
  ];
  expect(selectionsOfBallots(groups, (id) => id)).toEqual({
    ok: true,
    value: [
      { selection: 'a', ballots: 5n },
      { selection: BLANK_SELECTION, ballots: 1n },
    ],
  });
});
