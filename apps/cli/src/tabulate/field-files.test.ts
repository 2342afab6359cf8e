import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTabulate as tabulate } from './fixture/run-tabulate.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-field-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes the text into a file with this ending, and counts it. */
async function count(kind: 'blt' | 'csv', text: string, ...args: readonly string[]) {
  const file = path.join(folder, `ballots.${kind}`);
  await writeFile(file, text);
  return tabulate('count', ...args, file);
}

const TIED = 'count,Choix 1\n3,"Roy, Claire"\n3,"Gagnon/Luc"\n1,"Ana|Cy"\n';

describe('the description of how a file was read', () => {
  const csv = 'VoterID,count,Rank 1,Rank 2\na1,4,Ana,Cy\na2,2,undervote,Cy\na3,1,,\na4,1,Ana|Cy,\n';

  test('is printed above the rounds', async () => {
    const { code, out, err } = await count('csv', csv, '--rules', 'irv');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').slice(0, 4)).toEqual([
      'Read as CSV: 8 ballots, of which 1 blank, 1 with an overvote, 2 with a skipped rank.',
      'Columns: ranks "Rank 1", "Rank 2"; count "count"; passed over "VoterID".',
      'Candidates: [c1] Ana; [c2] Cy.',
      'ballots.csv: 8 ballots, 1 seat(s), irv',
    ]);
  });

  test('is on standard error for CSV, and has members of its own in JSON', async () => {
    const asCsv = await count('csv', csv, '--rules', 'irv', '--csv');
    expect(asCsv.out).toMatch(/^pass,round,/);
    expect(asCsv.err).toContain('passed over "VoterID"');
    const tied = await count('csv', 'Rank 1\nAna\nCy\n', '--rules', 'plurality', '--csv');
    expect(tied.code).toBe(1);
    expect(tied.err).toContain('A lot must be drawn (elect) between Ana [Ana], Cy [Cy].');
    expect(tied.out).not.toContain('A lot');
    const { out, err } = await count('csv', csv, '--rules', 'irv', '--json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      ballots: '8',
      winners: ['Ana'],
      candidates: [
        { id: 'Ana', name: 'Ana' },
        { id: 'Cy', name: 'Cy' },
      ],
      read: {
        format: 'CSV',
        ballots: '8',
        blank: '1',
        overvoted: '1',
        skipping: '2',
        columns: { ranks: ['Rank 1', 'Rank 2'], count: 'count', ignored: ['VoterID'] },
        warnings: [],
      },
    });
  });

  test('warns of names that are the same or look alike', async () => {
    const { out } = await count(
      'blt',
      '3 1\n2 1 0\n1 2 0\n0\nAna BELL\nAna BELL\nANA Bell\n',
      '--rules',
      'irv',
    );
    expect(out).toContain('Warning: c1 and c2 have the same name: Ana BELL.');
    expect(out).toContain('Warning: two candidates have names that look alike: "Ana BELL" and "ANA Bell".');
  });
});

describe('candidates of a BLT file whose names are the same or look alike', () => {
  test.each([
    ['Roy', 'Roy'],
    ['Roy', 'ROY'],
    ['Op', '\u041E\u0440'],
    ['OEuvre', '\u0152uvre'],
  ])('%s and %s are shown with their numbers in the result', async (one, other) => {
    const blt = `3 1\n2 1 0\n3 2 0\n1 3 0\n0\n${one}\n${other}\nAna\n`;
    const { code, out } = await count('blt', blt, '--rules', 'plurality');
    expect(code).toBe(0);
    expect(out).toContain(`Elected: ${other} [2].`);
    expect(out).toMatch(new RegExp(`${one} \\[1\\] .*2`));
    expect(out).not.toContain('Ana [3]');
    const explained = await count('blt', blt, '--rules', 'irv', '--explain');
    expect(explained.out).toContain(`${other} [2]`);
  });

  test('are shown with their numbers in the lot that must be drawn', async () => {
    const { out } = await count('blt', '2 1\n2 1 0\n2 2 0\n0\nRoy\nRoy\n', '--rules', 'plurality');
    expect(out).toContain('between Roy [c1], Roy [c2].');
  });
});

describe('a CSV file that may contain something other than ballots', () => {
  test.each([
    [
      'rows of sums',
      'precinct,selection,count\nP1,A,3\nP1,B,2\nP2,A,1\nP2,B,4\nX,A,4\nX,B,6\n',
      '--ballots 20',
    ],
    ['a sum as a candidate', 'selection,count\nA,30\nB,20\nVotes cast,50\n', 'line 4, column 1, "selection"'],
    ['a ranking in a cell', 'choice,count\nA>B,3\nB,2\n', 'line 2, column 1, "choice"'],
    ['quoted rankings', 'ranking,count\n"A,B",3\n"B,A",2\n', 'column 1, "ranking"'],
    ['rankings with semicolons', 'choice,count\nA;B,3\nB;A,2\n', 'line 2, column 1, "choice"'],
    ['two alphabets', 'choice,count\nA,3\n\u0410,2\n', 'look alike'],
    ['none of the candidates', 'choice,count\nA,3\nNone of the above,5\n', 'line 3, column 1, "choice"'],
  ])('is refused for %s, and nobody is elected', async (_, text, expected) => {
    const { code, out, err } = await count('csv', text, '--rules', 'irv');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(expected);
  });
});

describe('a published ward', () => {
  test('with names in a wrong encoding is counted, with a warning', async () => {
    const names = [
      '"Peter Ã“ DONNGHAILE ""Labour"""',
      '"Fay THOMSON ""Independent"""',
      '"Si\u00C3\u008Dle ROY"',
      'Eilean',
    ];
    const ballots = ['3 1', '4 1 0', '6 2 0', '1 3 0', '0'];
    const { code, out } = await count('blt', [...ballots, ...names].join('\n'), '--rules', 'irv');
    expect(code).toBe(0);
    expect(out).toContain('Elected: Fay THOMSON "Independent".');
    expect(out).toContain('Warning: c3: a name contains the control character U+008D.');
  });
});

describe('options that describe a file', () => {
  test('name the columns, the candidates, the words and the ballots', async () => {
    const text = 'Poll worker;Mayor;Deputy;weight\nw;Ana;leer;4\nw;Cy;Ana;3\n';
    const declared = ['--rank-columns', '2-3', '--count-column', 'weight', '--ignore-columns', 'Poll worker'];
    const words = ['--empty-word', 'leer', '--candidate', 'Zoé', '--candidate', 'Cy', '--candidate', 'Ana'];
    const { code, out } = await count('csv', text, '--rules', 'irv', ...declared, ...words, '--ballots', '7');
    expect(code).toBe(0);
    expect(out).toContain('Candidates: [c1] Zoé; [c2] Cy; [c3] Ana.');
    expect(out).toContain('Elected: Ana.');
    expect(await count('csv', text, '--rules', 'irv', ...declared, ...words, '--ballots', '8')).toMatchObject(
      {
        code: 1,
        err: expect.stringContaining('8 ballots are declared, but the file has 7') as string,
      },
    );
  });

  test('allow a file whose columns are candidates', async () => {
    const text = 'Ana,Cy,Eve\n2,1,3\n2,1,3\n1,2,3\n2,1,3\n3,1,2\n';
    expect((await count('csv', text, '--rules', 'irv')).err).toContain('--candidate-columns');
    const { out } = await count('csv', text, '--rules', 'irv', '--candidate-columns', '1-3');
    expect(out).toContain('Elected: Cy.');
  });

  test.each([
    [['--rules', 'irv', '--rules', 'plurality'], 2, 'It is given twice.'],
    [['--rules', 'irv', '--seats', '1', '--seats', '2'], 2, 'It is given twice.'],
    [['--rules', 'irv', '--rank-columns', '1', '--rank-columns', '2'], 2, 'It is given twice.'],
    [['--rules', 'irv', '--rank-columns', '3-1'], 2, '3-1 is no range of columns'],
    [['--rules', 'irv', '--candidate', 'A', '--candidate', 'A'], 2, 'A is given twice'],
    [['--rules', 'irv', '--candidate-columns', '1', '--rank-columns', '1'], 2, 'cannot be used with'],
    [['--rules', 'irv', '--contest', 'law:L1', '--ballots', '2'], 2, 'cannot be used with'],
    [['--rules', 'plurality:lot=a,lot=b'], 2, 'joined by'.slice(0, 4)],
  ])('are refused as a wrong command line: %j', async (args, code, message) => {
    const run = await count('csv', 'Rank 1\nA\n', ...args);
    expect(run.code).toBe(code);
    expect(run.out).toBe('');
    expect(run.err).toContain(message);
  });

  test('are only for CSV, except for the seats and the number of ballots', async () => {
    const blt = '2 1\n3 1 0\n2 2 0\n0\nAna\nCy\n';
    expect((await count('blt', blt, '--rules', 'irv', '--ballots', '5')).code).toBe(0);
    expect((await count('blt', blt, '--rules', 'irv', '--ballots', '6')).err).toContain('the file has 5');
    expect((await count('blt', blt, '--rules', 'irv', '--rank-columns', '1')).err).toContain(
      'only of a CSV file',
    );
  });
});

describe('a candidate who withdrew after ballots were cast', () => {
  const csv = 'contest_key,selection,count\nelection:E:R,ana>cy,5\nelection:E:R,cy,4\nelection:E:R,eve,3\n';

  test.each(['ana', 'c1'])('is skipped when named as %s', async (name) => {
    expect((await count('csv', csv, '--rules', 'rctab')).out).toContain('Elected: ana.');
    const { out } = await count('csv', csv, '--rules', 'rctab', '--withdrawn', name);
    expect(out).toContain('[c1] ana (withdrawn)');
    expect(out).toContain('Elected: cy.');
  });

  test('must be one of the candidates', async () => {
    expect(await count('csv', csv, '--rules', 'irv', '--withdrawn', 'zoe')).toMatchObject({
      code: 1,
      err: expect.stringContaining('zoe, who withdrew, is not a candidate') as string,
    });
  });
});

describe('a lot', () => {
  test('is requested exactly as it must be typed, whatever the names contain', async () => {
    const { code, out } = await count(
      'csv',
      TIED,
      '--rules',
      'plurality',
      '--candidate',
      'Ana|Cy',
      '--candidate',
      'Gagnon/Luc',
      '--candidate',
      'Roy, Claire',
    );
    expect(code).toBe(1);
    expect(out).toContain('A lot must be drawn (elect) between Gagnon/Luc [c2], Roy, Claire [c3].');
    expect(out).toContain("--rules 'plurality:lot=c2' (c3 in place of the last, c2, if it fell there)");
    expect(out).toContain("--rules 'plurality:order=c1/c2/c3', in the order drawn");
  });

  test.each([
    ['plurality:lot=c1', 'Gagnon/Luc'],
    ['plurality:lot=c2', 'Roy, Claire'],
    ['plurality:order=c2/c1', 'Roy, Claire'],
  ])('given as %s selects %s', async (rules, elected) => {
    const { code, out } = await count(
      'csv',
      'count,Choix 1\n3,"Roy, Claire"\n3,Gagnon/Luc\n',
      '--rules',
      rules,
    );
    expect(code).toBe(0);
    expect(out).toContain(`Elected: ${elected}.`);
  });

  test('that was already given is repeated in the command to type', async () => {
    const blt = '5 1\n5 1 0\n4 2 0\n1 3 2 0\n0\nAna\nCy\nEve\nGus\nIda\n';
    const first = await count('blt', blt, '--rules', 'irv:batchElimination=false');
    expect(first.out).toContain('A lot must be drawn (eliminate) between Gus [c4], Ida [c5].');
    expect(first.out).toContain('draw an order of all candidates once');
    const zeros = '5 1\n4 1 0\n4 2 0\n0\nAna\nCy\nEve\nGus\nIda\n';
    const second = await count('blt', zeros, '--rules', 'irv:lot=c5');
    expect(second.out).toContain("--rules 'irv:lot=c5/c3' (c4 in place of the last, c3, if it fell there)");
    expect((await count('blt', zeros, '--rules', 'irv:order=c1/c2/c3/c4/c5')).code).toBe(0);
    const decisions = await count('blt', zeros, '--rules', 'rctab:tiebreakMode=stopCountingAndAsk');
    expect(decisions.out).toContain("--rules 'rctab:tiebreakMode=stopCountingAndAsk,decisions=c3'");
  });

  test('that no tie used causes a warning', async () => {
    const blt = '3 1\n5 1 0\n4 2 0\n1 3 2 0\n0\nAna\nCy\nEve\n';
    expect((await count('blt', blt, '--rules', 'plurality:lot=c2')).err).toBe(
      'Warning: lot=c2 was not used: the count had no such tie.\n',
    );
    const tied = '3 1\n5 1 0\n5 2 0\n1 3 2 0\n0\nAna\nCy\nEve\n';
    expect((await count('blt', tied, '--rules', 'plurality:lot=c3')).err).toContain(
      'c3 is not among the tied',
    );
  });

  test('that rctab drew from a known seed causes a warning', async () => {
    const tied = '3 1\n5 1 0\n5 2 0\n0\nAna\nCy\nEve\n';
    const seed = await count('blt', tied, '--rules', 'rctab:tiebreakMode=random');
    expect(seed.err).toContain('draw a number and give it with randomSeed=');
    const order = await count('blt', tied, '--rules', 'rctab');
    expect(order.err).toContain('draw an order of the candidates and give it with order=');
    expect((await count('blt', tied, '--rules', 'rctab:order=c3/c2/c1')).err).toBe('');
  });
});

describe('a line of undeclared write-ins', () => {
  const blt = '4 1\n[undeclared 4]\n5 1 0\n4 2 0\n3 4 1 0\n1 3 2 0\n0\nAna\nCy\nEve\nWrite-ins\n';

  test('is excluded first by irv and rctab', async () => {
    for (const rules of ['irv', 'rctab']) {
      const { out } = await count('blt', blt, '--rules', rules);
      expect(out).toContain('Elected: Ana.');
      expect(out).toContain('Write-ins (undeclared write-ins)');
    }
  });

  test.each(['plurality', 'scottish-stv-2011', 'wigm-prf', 'meek-prf', 'referendum:proposal=c1'])(
    'is not counted by %s',
    async (rules) => {
      expect((await count('blt', blt, '--rules', rules)).out).toContain(
        'cannot count a line of undeclared write-ins',
      );
    },
  );
});

describe('candidates with the names of object members', () => {
  const NAMES = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'];
  const text = `count,Rank 1,Rank 2\n${NAMES.map((name, index) => `${NAMES.length * 2 - index},${name},Ana`).join('\n')}\n1,Ana,constructor\n`;

  test.each(['irv', 'scottish-stv-2011', 'meek-prf', 'wigm-prf', 'rctab'])(
    'are counted by %s in every format',
    async (rules) => {
      const table = await count('csv', text, '--rules', rules);
      expect(table.code).toBe(0);
      expect(table.out).not.toMatch(/function|\[object|\[native/i);
      const explained = await count('csv', text, '--rules', rules, '--explain');
      expect(explained.out).not.toMatch(/function|\[object|\[native/i);
      const csv = await count('csv', text, '--rules', rules, '--csv');
      expect(csv.out).not.toMatch(/function|\[object|\[native/i);
      for (const name of NAMES) expect(csv.out).toContain(`candidate,${name},${name},`);
      const { rounds } = JSON.parse((await count('csv', text, '--rules', rules, '--json')).out) as {
        rounds: readonly { tally: object }[];
      };
      expect(Object.keys(rounds[0]?.tally ?? {}).sort()).toEqual([...NAMES, 'Ana'].sort());
    },
  );
});

describe('numbers of votes', () => {
  test('beyond 2^53 are refused and not rounded', async () => {
    const big = '999999999999999';
    const blt = `2 1\n${`${big} 1 0\n`.repeat(10)}0\nAna\nCy\n`;
    expect((await count('blt', blt, '--rules', 'irv')).out).toContain('too-many-ballots');
    const csv = `count,Rank 1\n${`${big},Ana\n`.repeat(10)}`;
    expect((await count('csv', csv, '--rules', 'irv')).out).toContain('too-many-ballots');
  });

  test('are texts in JSON', async () => {
    const { out } = await count(
      'csv',
      'count,Rank 1\n900719925474099,Ana\n1,Cy\n',
      '--rules',
      'irv',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({
      ballots: '900719925474100',
      rounds: [{ tally: { Ana: '900719925474099' } }],
    });
  });
});
