import { readCsv } from './csv.ts';
import type { CsvDeclarations, CsvRow } from './csv-table.ts';

/** The rows of lines whose cells are joined by commas and not quoted. */
function rows(lines: readonly string[]): readonly CsvRow[] {
  return lines.map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));
}

function contest(lines: readonly string[], declared: CsvDeclarations = {}) {
  const result = readCsv(rows(lines), 1, declared);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

function problem(lines: readonly string[], declared: CsvDeclarations = {}): string {
  const result = readCsv(rows(lines), 1, declared);
  return result.ok ? `read: ${JSON.stringify(result.value)}` : result.problem;
}

const ballotsOf = (lines: readonly string[], declared: CsvDeclarations = {}) =>
  contest(lines, declared).ballots.map(({ ranks, count }) => [count, ...ranks.map((rank) => rank.join('|'))]);

describe('CSV', () => {
  test('counts, skipped ranks, overvotes, and columns that are not ranks', () => {
    expect(contest(['id,count,1st,2nd', '7,3,Roy A.,Bo', '8,2,,Bo | Cy', '9,1,overvote,'])).toMatchObject({
      seats: 1,
      candidates: [
        { id: 'Bo', name: 'Bo' },
        { id: 'Cy', name: 'Cy' },
        { id: 'Roy A.', name: 'Roy A.' },
      ],
      ballots: [
        { ranks: [['Roy A.'], ['Bo']], count: 3 },
        { ranks: [[], ['Bo', 'Cy']], count: 2 },
        { ranks: [['#overvote'], []], count: 1 },
      ],
    });
  });

  test.each([
    ['Rank 1,Rank 2'],
    ['Rank1,Rank2'],
    ['rank_1,rank_2'],
    ['Choix 1,Choix 2'],
    ['Choix 1 (1er; obligatoire),Choix 2 (facultatif)'],
    ['Choix n° 1,Choix n° 2'],
    ['1st choice,2nd choice'],
    ['1er choix,2e choix'],
    ['First Choice,Second Choice'],
    ['Premier choix,Deuxième choix'],
    ['Préférence 1,Préférence 2'],
    ['Pre\u0301fe\u0301rence 1,Preference 2'],
    ['1,2'],
    ['VoterID,Rank 1,Rank 2'],
    ['Horodateur,Choix 1,Choix 2'],
    ['ballot_id,precinct_id,Rank 1,Rank 2'],
    ['Cast Vote Record,Precinct,Ballot Style,Rank 1,Rank 2'],
    ['Response ID,Timestamp,Rank 1,Rank 2,'],
    ['Rank 2,Rank 1'],
  ])('the headings %j are known, and ranks are in the order of their numbers', (header) => {
    const cells = header
      .split(',')
      .map((heading) =>
        /1|premier|first/i.test(heading)
          ? 'Ana'
          : /2|deux|second/i.test(heading)
            ? 'Cy'
            : heading === ''
              ? ''
              : 'x9',
      );
    expect(ballotsOf([header, cells.join(','), cells.join(',')])).toEqual([
      [1, 'Ana', 'Cy'],
      [1, 'Ana', 'Cy'],
    ]);
  });

  test.each([
    ['weight,Rank 1', 'column 1, "weight" is not a known column'],
    ['Rank 1,Mayor', 'column 2, "Mayor" is not a known column'],
    ['Ana,Cy,Eve', '--candidate-columns'],
    ['Rank 1,Rank 3', 'column 2, "Rank 3" is where rank 2 is expected'],
    ['Rank 1,Choix 1', 'is where rank 2 is expected'],
    ['count,votes,Rank 1', 'may each be the number of ballots'],
    ['election:E:R,ana>cy,12', 'the file has no headings'],
    ['count', 'no column is a rank'],
  ])('the headings %j are refused', (header, expected) => {
    expect(problem([header, 'Ana,Cy,Eve'.split(',').slice(0, header.split(',').length).join(',')])).toContain(
      expected,
    );
  });

  test('columns can be declared by heading or number', () => {
    const lines = ['Table,Mayor A,Mayor B,weight', 'T1,Ana,Cy,4', 'T2,Cy,,3'];
    const expected = [
      [4, 'Ana', 'Cy'],
      [3, 'Cy', ''],
    ];
    expect(
      ballotsOf(lines, { rankColumns: ['2', '3'], countColumn: 'weight', ignoredColumns: ['Table'] }),
    ).toEqual(expected);
    expect(
      ballotsOf(lines, { rankColumns: ['Mayor A', ' Mayor  B'], countColumn: '4', ignoredColumns: ['1'] }),
    ).toEqual(expected);
    expect(ballotsOf(lines, { rankColumns: ['3', '2'], countColumn: '4', ignoredColumns: ['1'] })[0]).toEqual(
      [4, 'Cy', 'Ana'],
    );
    expect(problem(lines, { rankColumns: ['2', '3'], ignoredColumns: ['1'] })).toContain(
      '"weight" is not a known column',
    );
    expect(problem(lines, { rankColumns: ['2', '2'] })).toContain('is declared twice');
    expect(problem(lines, { rankColumns: ['Mayor'] })).toContain('no column is called "Mayor"');
    expect(problem(lines, { rankColumns: ['9'] })).toContain('no column is called "9"');
  });

  test('a file whose columns are candidates is refused unless that is declared', () => {
    const lines = ['Ana,Cy,Eve', '2,1,3', '2,1,3', '1,2,2', '3,1,', ',,'];
    expect(problem(lines)).toContain('The cells are numbers');
    expect(ballotsOf(lines, { candidateColumns: ['1', '2', '3'] })).toEqual([
      [1, 'Cy', 'Ana', 'Eve'],
      [1, 'Cy', 'Ana', 'Eve'],
      [1, 'Ana', 'Cy|Eve'],
      [1, 'Cy', '', 'Ana'],
      [1],
    ]);
    expect(problem(['1,2,3', '2,1,3'])).toContain('cells are numbers');
    expect(problem(['Rank 1,Rank 2', '2,1'])).toContain('--candidate-columns');
    expect(ballotsOf(['Rank 1,Rank 2', '2,1'], { rankColumns: ['1', '2'] })).toEqual([[1, '2', '1']]);
    for (const cell of ['0', 'x', '1.5', '-1', 'first']) {
      expect(problem(['Ana,Cy', `1,${cell}`], { candidateColumns: ['1', '2'] })).toContain(
        'line 2, column 2, "Cy"',
      );
    }
  });

  test('a column of whole rankings, as the auditors export them', () => {
    const lines = ['contest_key,selection,count', 'election:E:R,ana>cy,12', 'election:E:R,cy,3'];
    expect(ballotsOf(lines)).toEqual([
      [12, 'ana', 'cy'],
      [3, 'cy'],
    ]);
    expect(problem([...lines, 'election:E:S,cy,3'])).toContain('count one contest at a time');
    expect(ballotsOf(['ranking,ballots', 'ana>cy,2'])).toEqual([[2, 'ana', 'cy']]);
  });

  test.each(['undervote', 'Undervote', 'UNDERVOTES', 'under-vote', 'under vote', 'skipped', 'Skipped Rank'])(
    '%s is an empty rank, never a candidate',
    (word) => {
      expect(ballotsOf(['Rank 1,Rank 2', `Ana,${word}`, `${word},Cy`])).toEqual([
        [1, 'Ana', ''],
        [1, '', 'Cy'],
      ]);
    },
  );

  test.each(['overvote', 'Overvote', 'OVER VOTE', 'over-vote'])(
    '%s is an overvote, never a candidate',
    (word) => {
      expect(ballotsOf(['Rank 1,Rank 2', `Ana,${word}`])).toEqual([[1, 'Ana', '#overvote']]);
    },
  );

  test.each([
    'blank',
    'None',
    'N/A',
    'null',
    '-',
    '--',
    '—',
    '?',
    'no vote',
    'Blanc',
    'bulletin blanc',
    'nul',
    'abstention',
    'Write-in',
    'WRITE IN',
    'Writein',
    'Write-in 1',
    'Undeclared Write-ins',
    'UWI',
    'exhausted',
    'spoiled',
    'other',
    'overvote / undervote',
    '#REF!',
    '#DIV/0!',
    '#NAME?',
    'Skip',
    '[undervote]',
    'undervote (2)',
    '#overvote',
    'Ana|undervote',
    'aucun',
    'Aucun',
    'None of the above',
    'NONE OF THESE CANDIDATES',
    'Aucun des candidats',
    'Aucune de ces options',
    'Aucun d’entre eux',
    'NOTA',
    'Neither of the two',
    'vide',
    'nan',
  ])('%j, which may mean no choice, is refused unless it is declared', (word) => {
    const lines = ['Rank 1,Rank 2', 'Ana,Cy', `${word},Cy`];
    expect(problem(lines)).toMatch(/^line 3, column 1, "Rank 1": .* may mean no choice/);
    expect(ballotsOf(lines, { noChoice: [word] })[1]).toEqual([1, '', 'Cy']);
    if (!word.includes('|')) {
      expect(ballotsOf(lines, { candidates: ['Ana', 'Cy', word] })[1]).toHaveLength(3);
      expect(
        contest(lines, { candidates: ['Ana', 'Cy', word] }).candidates.map(({ name }) => name),
      ).toContain(word);
    }
  });

  test('candidates may be declared, which gives their order, includes those without votes, and excludes all others', () => {
    const lines = ['Rank 1', 'Cy', 'Ana'];
    expect(contest(lines, { candidates: ['Zoé', 'Ana', 'Cy'] }).candidates.map(({ name }) => name)).toEqual([
      'Zoé',
      'Ana',
      'Cy',
    ]);
    expect(problem(lines, { candidates: ['Zoé', 'Ana'] })).toBe(
      'line 2, column 1, "Rank 1": "Cy" is not a declared candidate',
    );
  });

  test.each([
    ['Total', ['count,Rank 1', '3,Ana', '2,Cy', '5,Total']],
    ['TOTAL', ['Precinct,count,Rank 1', 'P1,3,Ana', 'P2,2,Cy', 'TOTAL,5,']],
    ['Grand total', ['id,Rank 1', '1,Ana', 'Grand total,']],
    ['Sous-total', ['id,Rank 1', '1,Ana', 'Sous-total,']],
    ['Total ballots: 2', ['Rank 1', 'Ana', 'Cy', 'Total ballots: 2']],
    ['Somme', ['id,Rank 1', '1,Ana', 'Somme,']],
    ['Total', ['contest_key,selection,count', 'Total,oui,3']],
  ])('a row labelled %s is refused', (label, lines) => {
    expect(problem(lines)).toContain(`"${label}" labels a row of sums`);
    expect(problem(lines)).toMatch(/^line \d+, column \d/);
  });

  test.each([
    [['ballots,choice', '60,oui', '30,non', '90,']],
    [['ballots,choice', '90,', '60,oui', '30,non']],
    [['ballots,choice', '60,oui', '30,non', '90,', '7,oui', '5,non', '12,']],
    [['Precinct,count,Rank 1', 'P1,3,Ana', 'P2,2,Cy', ',5,']],
  ])('a row without ranks whose count is the sum of others is refused: %#', (lines) => {
    expect(problem(lines)).toMatch(/blank ballots, as many as other rows together/);
  });

  test('a row of as many blank ballots as all others is read if the number of ballots is declared', () => {
    const lines = ['ballots,choice', '60,oui', '30,non', '90,'];
    expect(contest(lines, { ballots: 180 }).ballots).toHaveLength(3);
    expect(problem(lines, { ballots: 90 })).toBe('90 ballots are declared, but the file has 180');
  });

  test.each([
    ['1,000', '1'],
    ['1e3', '"1e3" is not a count'],
    ['12.0', '"12.0" is not a count'],
    ['+3', '"+3" is not a count'],
    ['-1', '"-1" is not a count'],
    ['', 'nothing is not a count'],
    ['12 000', '"12 000" is not a count'],
    ['١٢', 'is not a count'],
    ['0x1F', 'is not a count'],
    ['NaN', 'is not a count'],
    ['many', 'is not a count'],
    ['99999999999999999', 'too-many-ballots'],
  ])('the count %j is refused, and the message gives its position', (cell, expected) => {
    const result = readCsv(
      [
        { line: 1, cells: ['count', 'Rank 1'], empty: false },
        { line: 2, cells: ['5', 'Cy'], empty: false },
        { line: 3, cells: [cell, 'Ana'], empty: false },
      ],
      1,
    );
    expect(result).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^line 3, column 1, "count"/) as string,
    });
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining(expected) as string });
  });

  test('spaces around a count or a name are ignored', () => {
    expect(ballotsOf(['count,Rank 1', ' 7 ,Ana', '\u00A03, Ana '])).toEqual([
      [7, 'Ana'],
      [3, 'Ana'],
    ]);
  });

  test.each([
    [
      'more cells than headings',
      ['Rank 1,Rank 2', 'Roy, Jr,Cy'],
      'line 2: the row has 3 cells and the line of headings 2',
    ],
    ['a cell without heading', ['Rank 1,', 'Ana,x'], 'line 2: column 2 has no heading, but contains "x"'],
    ['no count', ['Rank 1,count', 'Ana'], 'line 2, column 2, "count": nothing is not a count'],
    ['an empty line where each line is a ballot', ['Rank 1', 'Ana', '', 'Cy'], 'line 3: the line is empty'],
    [
      'a row of empty cells among identified ballots',
      ['id,Rank 1', '1,Ana', ','],
      'line 3: every cell is empty',
    ],
    ['a number among names', ['Rank 1', 'Ana', '90'], '"90" is a number, but other cells are names'],
    ['nothing at all', [], 'the file is empty'],
  ])('a file with %s is refused', (_, lines, expected) => {
    expect(problem(lines)).toContain(expected);
  });

  test.each(['Ana/Cy', 'Ana // Cy', 'Ana & Cy', 'Ana; Cy', 'Ana and Cy', 'Ana et Cy', 'Cy + Ana'])(
    '%j among Ana and Cy may be an overvote, and is refused unless it is declared',
    (cell) => {
      const lines = ['Rank 1', 'Ana', 'Cy', cell];
      expect(problem(lines)).toMatch(/^line 4, column 1, "Rank 1": .* may be /);
      expect(contest(lines, { candidates: ['Ana', 'Cy', cell] }).candidates).toHaveLength(3);
    },
  );

  test('a bar may be part of a name if none of its parts is a candidate', () => {
    const lines = ['count,Rank 1', '3,Roy', '3,Ana|Cy'];
    expect(problem(lines)).toMatch(/^line 3, column 2, "Rank 1": "Ana\|Cy": it may be an overvote/);
    expect(ballotsOf(lines, { candidates: ['Roy', 'Ana|Cy'] })[1]).toEqual([3, 'c2']);
    expect(ballotsOf(lines, { candidates: ['Roy', 'Ana', 'Cy'] })[1]).toEqual([3, 'Ana|Cy']);
  });

  test('a repeated line of headings, and a cell with a line break, are refused', () => {
    expect(problem(['Rank 1,Rank 2', 'Ana,Cy', 'Rank 1,Rank 2', 'Cy,'])).toMatch(
      /^line 3, .*"Rank 1" is a heading/,
    );
    const broken = readCsv(
      [
        { line: 1, cells: ['Rank 1'], empty: false },
        { line: 2, cells: ['Ana\nCy'], empty: false },
      ],
      1,
    );
    expect(broken).toMatchObject({ ok: false, problem: expect.stringContaining('line break') as string });
  });

  test('a shorter row leaves its last ranks empty, and an empty line is skipped if there are several columns', () => {
    expect(ballotsOf(['Rank 1,Rank 2', 'Ana', '', 'Cy,Ana', ',Cy', ''])).toEqual([
      [1, 'Ana', ''],
      [1, 'Cy', 'Ana'],
      [1, '', 'Cy'],
    ]);
  });

  test('a shorter row is refused if other rows write their empty cells, because it may not be a ballot', () => {
    expect(problem(['Rank 1,Rank 2', 'Ana,', 'Cy,Ana', 'Exported by Zoé'])).toMatch(
      /^line 4: the row has 1 cell/,
    );
  });

  test.each(['Ana;Cy', 'Ana\tCy', 'Ana\nCy'])('%j in a file of one column is refused', (cell) => {
    expect(problem(['Rank 1', cell, 'Cy'])).toMatch(/^line 2, column 1, "Rank 1": /);
  });

  test('candidates have numbers as identifiers if a name contains a separator', () => {
    for (const name of ['Roy/Gagnon', 'A: B', 'A=B', 'A>B', "O'Brien", 'c2', '"A"']) {
      const declared = name.includes('>') ? { candidates: ['Zoé', name] } : {};
      const { candidates, ballots } = contest(['Rank 1', 'Zoé', name], declared);
      const [one, other] = candidates;
      expect([one?.id, other?.id]).toEqual(['c1', 'c2']);
      expect(ballots.map(({ ranks }) => candidates.find(({ id }) => id === ranks[0]?.[0])?.name)).toEqual([
        'Zoé',
        name,
      ]);
    }
  });

  test('names of object properties are names like any other', () => {
    const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];
    expect(contest(['Rank 1', ...names]).candidates.map(({ id }) => id)).toEqual([...names].sort());
  });
});

test('a blank vote of an exported selection is a ballot that names nobody', () => {
  expect(ballotsOf(['selection,count', '#blank,3', 'a>b,2'])).toEqual([
    [3, ''],
    [2, 'a', 'b'],
  ]);
});
