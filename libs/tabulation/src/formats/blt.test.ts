import fc from 'fast-check';
import { readBlt } from './blt.ts';

/** The example in the paper of Hill, Wichmann and Woodall, with a comment of each kind. */
const PAPER = `4 2 # candidates, seats
-2
3 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0 /* only one */
2 2 4 3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"Title"
`;

describe('BLT', () => {
  test('the example of the format’s paper', () => {
    const result = readBlt(PAPER);
    expect(result).toMatchObject({
      ok: true,
      value: {
        seats: 2,
        title: 'Title',
        tieOrder: [],
        candidates: [
          { id: 'c1', name: 'Adam', excluded: false },
          { id: 'c2', name: 'Basil', excluded: true },
          { id: 'c3', name: 'Charlotte', excluded: false },
          { id: 'c4', name: 'Donald', excluded: false },
        ],
      },
    });
    if (!result.ok) return;
    expect(result.value.ballots).toHaveLength(6);
    expect(result.value.ballots[0]).toEqual({ ranks: [['c1'], ['c3'], ['c4']], count: 3 });
  });

  test('skipped ranks, overvotes, empty ballots, identifiers, an order for ties, quotes in names', () => {
    const result = readBlt('\uFEFF3 1 [tie 3 1 2] (id1) 1 1 - 2=3 0 (id2) 2 0 0 "A \\"B\\"" "C" "D"');
    expect(result).toMatchObject({
      ok: true,
      value: {
        tieOrder: ['c3', 'c1', 'c2'],
        title: undefined,
        ballots: [
          { ranks: [['c1'], [], ['c2', 'c3']], count: 1 },
          { ranks: [], count: 2 },
        ],
      },
    });
    if (result.ok) expect(result.value.candidates[0]?.name).toBe('A "B"');
  });

  test('nicknames, and options in brackets that change the candidates', () => {
    const result = readBlt(
      '4 1\n[nick ana cy eve wi]\n[withdrawn cy]\n[undeclared 4]\n[tie wi eve cy ana]\n5 ana wi 0\n0\nAna\nCy\nEve\nWrite-ins',
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        tieOrder: ['c4', 'c3', 'c2', 'c1'],
        candidates: [
          { id: 'c1', excluded: false },
          { id: 'c2', excluded: true },
          { id: 'c3', excluded: false },
          { id: 'c4', undeclaredWriteIns: true },
        ],
        ballots: [{ ranks: [['c1'], ['c4']], count: 5 }],
      },
    });
    expect(withdrawnIn('[withdrawn 1 3]')).toEqual(['c1', 'c3']);
    expect(withdrawnIn('-1 -3')).toEqual(['c1', 'c3']);
  });

  test.each([
    ['', 'line 1: the first line must give the number of candidates and of seats, such as "5 2"'],
    ['Ana\nCy', 'line 1: the first line must give'],
    ['0 2\n0\n"Title"', 'line 1: there is no candidate'],
    ['2 1 -5 0 "A" "B"', 'line 1, column 5: -5: 5 is not a candidate'],
    ['2 1 1 3 0 0 "A" "B"', 'line 1, column 7: 3 is not a candidate (1 to 2)'],
    ['2 1\n1 1 2\n0\nA\nB', 'line 2, column 1: the ballot does not end with 0'],
    ['2 1\n1 1 2 0', 'the file ends within the ballots'],
    [
      '2 1\n1 1 2 0\nAna\nCy',
      'line 3, column 1: expected the number of ballots, not Ana; a line with only 0 ends the ballots',
    ],
    ['2 1\n1 1 0\n0\n"A"', '2 name(s) and at most a title must follow the ballots, but there are 1 texts'],
    ['2 1\n1 1 0\n0\n"A"\n"B', 'line 5: a quote is not closed'],
    ['2 1\n1 1 0\n0\n"A"\n""', 'line 5: the name of candidate 2 is empty'],
    ['2 1\n1 1 0\n0\nA\nB\u001b[2J', 'line 5: a name contains the control character U+001B'],
    ['2 1\n1 1 0\n0\n1 2 0\nA\nB', 'line 4: a ballot follows the 0 that ended the ballots'],
    [
      '2 1\n1 1 0\n0 1 2\nA\nB',
      'line 3, column 3: a 0 at the beginning of a line ends the ballots, but 1 follows it',
    ],
    ['2 1\n1 (1 0\n0\nA\nB', 'line 2, column 3: ( is not a candidate'],
    ['2 1\n[lost 2]\n1 1 0\n0\nA\nB', 'line 2, column 1: [lost] is not a known option'],
    ['2 1\n[withdrawn]\n1 1 0\n0\nA\nB', 'name the candidates who withdrew'],
    ['2 1\n[withdrawn 3]\n1 1 0\n0\nA\nB', '3 is not a candidate'],
    ['2 1\n[tie 1 1]\n1 1 0\n0\nA\nB', '[tie]: a candidate is named twice'],
    ['2 1\n[tie 1 5]\n1 1 0\n0\nA\nB', '[tie]: 5 is not a candidate'],
    ['2 1\n[undeclared 1 2]\n1 1 0\n0\nA\nB', 'one line of undeclared write-ins can be counted'],
    ['2 1\n[undeclared 3]\n1 1 0\n0\nA\nB', '[undeclared]: 3 is not a candidate'],
    ['2 1\n[nick a]\n1 a 0\n0\nA\nB', '[nick]: expected 2 nicknames, found 1'],
    ['2 1\n[nick a a]\n1 a 0\n0\nA\nB', '[nick]: a nickname is given twice'],
    ['2 1\n[nick 2 1]\n1 1 0\n0\nA\nB', '[nick]: 2 could be a number'],
    ['2 1\n1.5 1 0\n0\nA\nB', 'line 2, column 1: expected a whole number of ballots, not 1.5'],
    ['2 1\n-1 1 0\n0\nA\nB', 'line 2, column 4: a ballot begins with 1 on a line of withdrawals'],
    ['2 1\n3 1 0\n+3 1 0\n0\nA\nB', 'line 3, column 1: expected a whole number of ballots, not +3'],
    ['2 1\n1e3 1 0\n0\nA\nB', 'not 1e3'],
    ['2 1\n1,000 1 0\n0\nA\nB', 'not 1,000'],
    ['2 1\n99999999999999999 1 0\n0\nA\nB', 'too-many-ballots'],
  ])('%j is refused', (text, problem) => {
    const result = readBlt(text);
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining(problem) as string });
  });

  test.each(['1 0 2 3 0', '1 2 0 3 0', '1 0 0', '1 0 7 0 0', '1 1 0 2 0 3 0', '(v7) 1 0 2 0'])(
    'a 0 before the end of the line %j is refused, and the message gives its position',
    (line) => {
      const result = readBlt(`3 1\n5 1 0\n${line}\n0\nA\nB\nC`);
      expect(result).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/^line 3, column \d+: there is a 0 before the end/) as string,
      });
    },
  );
});

describe('the names of a BLT file', () => {
  const NAMES = ['Ana BELL (Lab)', 'Cy DOE (SNP)', "Eve O'FOX (Ind)"];
  const spelled = (lines: readonly string[], end = '\n') =>
    readBlt(['3 1', '4 1 0', '6 2 0', '1 3 0', '0', ...lines].join(end));

  test.each<[string, readonly string[]]>([
    ['lines without quotes', [...NAMES, 'Example Ward']],
    ['quoted lines', [...NAMES, 'Example Ward'].map((name) => `"${name}"`)],
    ['a title without quotes', [...NAMES.map((name) => `"${name}"`), 'Example Ward']],
    ['name and party', ['"Ana BELL" "Lab"', '"Cy DOE" "SNP"', '"Eve O\'FOX" "Ind"', '"Example Ward"']],
    [
      'name and party with a comma',
      ['"Ana BELL","Lab"', '"Cy DOE", "SNP"', '"Eve O\'FOX","Ind",', 'Example Ward,,'],
    ],
    [
      'name and party in brackets',
      ['"Ana BELL" (Lab)', '"Cy DOE" (SNP)', '"Eve O\'FOX" (Ind)', '"Example Ward"'],
    ],
    [
      'quotes doubled by a spreadsheet around name and party',
      ['"""Ana BELL"" ""Lab"""', '"""Cy DOE"" ""SNP"""', '"""Eve O\'FOX"" ""Ind"""', '"Example Ward"'],
    ],
    ['commas at the ends', [...NAMES.map((name) => `${name},,,`), 'Example Ward,,,']],
    [
      'comments between',
      ['# names', ...NAMES.flatMap((name) => [`"${name}" # of the ward`, '', '/* next */']), 'Example Ward'],
    ],
    ['a number sign before each', [...NAMES.map((name) => `# ${name}`), 'Example Ward']],
    [
      'no-break and doubled spaces',
      [...NAMES.map((name) => name.replace(' ', '\u00A0 ')), 'Example\u2009Ward '],
    ],
    ['all on one line', [[...NAMES, 'Example Ward'].map((name) => `"${name}"`).join(' ')]],
  ])('spelled as %s', (_, lines) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const result = spelled(lines, end);
      expect(result).toMatchObject({ ok: true, value: { title: 'Example Ward' } });
      if (result.ok) {
        expect(result.value.candidates.map(({ name }) => name)).toEqual(NAMES);
        expect(result.value.ballots.map(({ count }) => count)).toEqual([4, 6, 1]);
      }
    }
  });

  test('quotes within a name are kept', () => {
    const result = spelled(['"Lab ""Ana BELL"""', 'Cy "the Doe" DOE', '"Eve \\"FOX\\""']);
    expect(result.ok && result.value.candidates.map(({ name }) => name)).toEqual([
      'Lab "Ana BELL"',
      'Cy "the Doe" DOE',
      'Eve "FOX"',
    ]);
    const careless = spelled(['"Ana "Annie" BELL (Lab)"', '"Cy DOE (SNP)"', '"Eve FOX (Ind)"', '"Ward"']);
    expect(careless.ok && careless.value.candidates[0]?.name).toBe('Ana "Annie" BELL (Lab)');
  });

  test('a name that begins with a quote keeps it, and is no party', () => {
    const result = spelled(['"\\"Buzz\\" ALDRIN"', '"\\"Cy DOE\\""', '"\\"\\""']);
    expect(result.ok && result.value.candidates.map(({ name }) => name)).toEqual([
      '"Buzz" ALDRIN',
      '"Cy DOE"',
      '""',
    ]);
  });

  test.each<[string, readonly string[]]>([
    ['one more name', ['"Ana"', '"Cy"', '"Eve"', '"Gus"', '"Ward 1"']],
    ['one more name, unquoted', ['Ana', 'Cy', 'Eve', 'Gus', 'Ward 1']],
    ['two fewer', ['Ana', 'Ward 1']],
    ['names and parties of two', ['"Ana" "Lab"', '"Cy" "SNP"']],
    ['a party for one alone', ['"Ana" "Lab"', '"Cy"', '"Eve"']],
    ['five quoted on one line', ['"Ana" "Cy" "Eve" "Gus" "Ward 1"']],
    ['none', []],
  ])('%s: refused with the numbers of names and texts', (_, lines) => {
    expect(spelled(lines)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/3 candidate\(s\).*there are \d/) as string,
    });
  });
});

describe('any BLT file', () => {
  const name = fc
    .stringMatching(/^[A-Za-zÉéñÖ][A-Za-zÉéñÖ' ().-]{0,12}[A-Za-z)]$/)
    .map((text) => text.normalize('NFC').replace(/ +/g, ' '));
  const file = fc.integer({ min: 2, max: 5 }).chain((size) =>
    fc.record({
      names: fc.array(name, { minLength: size, maxLength: size }),
      ballots: fc.array(
        fc.record({
          count: fc.nat(999).map((count) => count + 1),
          ranks: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: size }), { maxLength: 2 }), {
            maxLength: 4,
          }),
        }),
        { maxLength: 8 },
      ),
    }),
  );
  const spellings: readonly ((name: string) => string)[] = [
    (text) => text,
    (text) => `"${text}"`,
    (text) => `"${text}",,`,
    (text) => `  ${text.replaceAll(' ', '\u00A0')} `,
    (text) => `"${text}" # comment`,
  ];

  test('is read as the same ballots and names in every spelling', () => {
    fc.assert(
      fc.property(
        file,
        fc.constantFrom(...spellings),
        fc.constantFrom('\n', '\r\n', '\r'),
        ({ names, ballots }, spell, end) => {
          const lines = ballots.map(
            ({ count, ranks }) =>
              `${count} ${ranks.map((rank) => (rank.length === 0 ? '- ' : `${rank.join('=')} `)).join('')}0`,
          );
          const text = [`${names.length} 1`, ...lines, '0', ...names.map(spell), spell('Title')].join(end);
          const result = readBlt(text);
          if (!result.ok) throw new Error(result.problem);
          expect(result.value.candidates.map((candidate) => candidate.name)).toEqual(names);
          expect(result.value.ballots).toEqual(
            ballots.map(({ count, ranks }) => ({
              count,
              ranks: ranks.map((rank) => rank.map((n) => `c${n}`)),
            })),
          );
        },
      ),
    );
  });

  test('with changed words is read with the ballots that its lines state, or is refused', () => {
    const words = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '-',
      '5',
      '"A"',
      'B',
      '1=2',
      '#',
      '(x)',
      '\n',
      '\n',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), (body) => {
        const text = `3 1\n${body.join(' ').replace(/ ?\n ?/g, '\n')}\n0\nA\nB\nC`;
        const result = readBlt(text);
        if (!result.ok) return;
        const lines = text
          .split('\n')
          .slice(1)
          .map((line) => line.replace(/#.*/, '').trim())
          .filter((line) => line !== '');
        const ballots = lines.slice(
          0,
          lines.findIndex((line) => /^(\(x\) )?0( |$)/.test(line)),
        );
        expect(result.value.ballots.map(({ count }) => count)).toEqual(
          ballots.map((line) => Number(line.replace(/^\(x\) /, '').split(' ')[0])),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('of random characters is read or refused, and never causes an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(typeof readBlt(`2 1\n${text}`).ok).toBe('boolean');
        expect(typeof readBlt(`2 1\n0\n${text}`).ok).toBe('boolean');
      }),
    );
  });
});

describe('what follows the ballots', () => {
  const namesOf = (size: number, ...lines: string[]) => {
    const result = readBlt(`${size} 1\n1 1 0\n0\n${lines.join('\n')}`);
    return result.ok
      ? [...result.value.candidates.map(({ name }) => name), result.value.title]
      : result.problem;
  };

  test('may hold comments between the texts of a line', () => {
    expect(namesOf(2, '"Ana" /* first */ "Labour"', '"Bo" "Green"', '"Title"')).toEqual([
      'Ana (Labour)',
      'Bo (Green)',
      'Title',
    ]);
  });

  test('may hold a comment with an open quote', () => {
    expect(namesOf(1, '# "as printed', 'Ana')).toEqual(['Ana', undefined]);
  });

  test('is a name and a party on every line, when the last text could also be a title', () => {
    expect(namesOf(2, '"Ana" "Labour"', '"Bo" "Green"')).toEqual(['Ana (Labour)', 'Bo (Green)', undefined]);
    expect(namesOf(3, '"Ana" "Lab"', '"Bo" "Grn"', '"Cy" "Ind"')).toEqual([
      'Ana (Lab)',
      'Bo (Grn)',
      'Cy (Ind)',
      undefined,
    ]);
  });
});

test('a ballot without choices is refused if ballots share a line, because it may be a skipped choice', () => {
  expect(readBlt('2 1 2 1 0 3 0 1 2 0 0 "A" "B"')).toMatchObject({
    ok: false,
    problem: expect.stringContaining('may be blank ballots or a skipped choice') as string,
  });
});

function withdrawnIn(option: string): readonly string[] {
  const result = readBlt(`3 1\n${option}\n1 2 0\n0\nA\nB\nC`);
  if (!result.ok) throw new Error(result.problem);
  return result.value.candidates.filter(({ excluded }) => excluded === true).map(({ id }) => id);
}
