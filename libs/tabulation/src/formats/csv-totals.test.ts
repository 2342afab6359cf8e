import { readCsv } from './csv.ts';
import type { CsvDeclarations } from './csv-table.ts';
import { isTotalLabel } from './total-labels.ts';

/** Reads a CSV file from a text in which ` / ` joins the lines and commas join the cells. */
function readLines(text: string, declared: CsvDeclarations = {}) {
  const rows = text
    .split(' / ')
    .map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));
  return readCsv(rows, 1, declared);
}

const ballots = (text: string, declared: CsvDeclarations = {}): number | string => {
  const read = readLines(text, declared);
  return read.ok ? read.value.ballots.reduce((sum, { count }) => sum + count, 0) : read.problem;
};

describe('a row of sums in a CSV file', () => {
  const PRECINCTS = 'precinct,selection,count / P1,A,3 / P1,B,2 / P2,A,1 / P2,B,4';

  test.each(['All', 'All precincts', 'Ensemble', 'Tous', '', 'Zone', 'P1 + P2', 'P9'])(
    'that has the precinct %j is refused, and the message gives its line and column',
    (label) => {
      expect(ballots(`${PRECINCTS} / ${label},A,4 / ${label},B,6`)).toMatch(
        /^line 6, column .*(?:labels a row of sums|the sums of all others).*--ballots/,
      );
    },
  );

  test.each([
    ['first', 'precinct,selection,count / X,A,4 / X,B,6 / P1,A,3 / P1,B,2 / P2,A,1 / P2,B,4'],
    ['between', 'precinct,selection,count / P1,A,3 / P1,B,2 / X,A,4 / X,B,6 / P2,A,1 / P2,B,4'],
    ['of whole rankings', 'precinct,ranking,count / P1,A>B,3 / P1,B,2 / P2,A>B,1 / P2,B,4 / X,B,6 / X,A>B,4'],
    ['of ranks', 'ward,Rank 1,Rank 2,votes / W1,A,B,3 / W1,B,,2 / W2,A,B,1 / W2,B,,4 / X,A,B,4 / X,B,,6'],
    ['of one candidate', 'precinct,selection,count / P1,A,3 / P2,A,1 / X,A,4'],
    [
      'of one county',
      'county,precinct,selection,count / C1,P1,A,3 / C1,P1,B,2 / C1,P2,A,1 / C1,P2,B,4 / C1,X,A,4 / C1,X,B,6 / ' +
        'C2,P3,A,7 / C2,P3,B,9 / C2,P4,A,5 / C2,P4,B,8 / C2,Y,A,12 / C2,Y,B,17',
    ],
    [
      'with an identifier each',
      'id,precinct,selection,count / 1,P1,A,3 / 2,P1,B,2 / 3,P2,A,1 / 4,P2,B,4 / 5,X,A,4 / 6,X,B,6',
    ],
    [
      'without the blank ballots',
      'precinct,selection,count / P1,A,3 / P1,B,2 / P1,,1 / P2,A,1 / P2,B,4 / X,A,4 / X,B,6',
    ],
    [
      'before other precincts',
      'precinct,selection,count / P1,A,3 / P1,B,2 / P2,A,1 / P2,B,4 / X,A,4 / X,B,6 / P3,A,9 / P3,B,7',
    ],
    ['without a column of precincts', 'selection,count / A,3 / B,2 / A,1 / B,4 / A,4 / B,6'],
    [
      'of each precinct',
      'precinct,selection,count / P1,A,3 / P1,B,2 / P1,Cast here,5 / P2,A,1 / P2,B,4 / P2,Cast here,5',
    ],
  ])('is refused: %s', (_, text) => {
    expect(ballots(text)).toMatch(/^line \d+.*a row of sums\?.*--ballots \d+/);
  });

  test.each(['Votes cast', 'All', 'Votes exprimés', 'Suffrages exprimés', 'Everybody', 'Xyz', 'Σ', 'Toutes'])(
    'labelled %j is not taken for a candidate',
    (label) => {
      expect(ballots(`selection,count / A,30 / B,20 / ${label},50`)).toMatch(
        /^line 4, column \d.*row of sums/,
      );
      expect(ballots(`count,Rank 1 / 50,${label} / 30,A / 20,B`)).toMatch(/^line 2, column \d.*row of sums/);
    },
  );

  test('is read as ballots when the declared number of ballots agrees', () => {
    expect(ballots('selection,count / A,50 / B,30 / C,20')).toMatch(/--ballots 100$/);
    expect(ballots('selection,count / A,50 / B,30 / C,20', { ballots: 100 })).toBe(100);
    expect(ballots('selection,count / A,50 / B,30 / C,20', { ballots: 50 })).toMatch(/the file has 100$/);
    expect(ballots(`${PRECINCTS} / Ensemble,A,4 / Ensemble,B,6`, { ballots: 20 })).toBe(20);
    expect(ballots('selection,count / Ensemble,5 / B,20', { candidates: ['Ensemble', 'B'] })).toBe(25);
  });

  test.each([
    [PRECINCTS, 10],
    [`${PRECINCTS} / P3,A,4 / P3,B,5`, 19],
    ['selection,count / A,30 / B,30', 60],
    ['count,Rank 1,Rank 2 / 3,A,B / 2,B, / 1,C,', 6],
    ['precinct,selection,count / P1,A,3 / P1,B,2 / P2,A,3 / P2,B,2', 10],
    ['selection,count / Alla,7 / Allan Roy,8 / Tousignant,9', 24],
  ])('is not suspected in %j', (text, expected) => {
    expect(ballots(text)).toBe(expected);
  });

  test.each([
    'P1 Total',
    'Ward 2 - total',
    'Total',
    'TOTAUX',
    'Grand total',
    'All',
    'ALL WARDS',
    'All polling stations',
    'all votes',
    'Overall',
    'Ensemble',
    'Ensemble des bureaux',
    'Tous',
    'Tous les bureaux de vote',
    'Toutes',
    'Somme',
    'Somme :',
    'Cumul',
    'Votes cast',
    'Ballots cast',
    'Total votes cast',
    'Valid votes',
    'Number of ballots',
    'Ballots counted',
    'Suffrages exprimés',
    'Votes exprimés',
    'Bulletins valides',
    'Nombre de votants',
    'Voix exprimées',
    'exprimés',
  ])('may be labelled %j', (label) => {
    expect(isTotalLabel(label)).toBe(true);
  });

  test.each([
    'Allan',
    'All Saints',
    'Tousignant',
    'Ensemble Montréal',
    'Alle Meyer',
    'Summers',
    'Sommer',
    'P1',
    '',
    'Vote A',
  ])('is not labelled %j', (label) => {
    expect(isTotalLabel(label)).toBe(false);
  });
});

describe('several names in one cell of a CSV file', () => {
  const cells = (heading: string, ...values: readonly string[]): string => {
    const rows = [[heading, 'count'], ...values.map((value, index) => [value, `${2 ** index + 3}`])];
    const read = readCsv(
      rows.map((row, index) => ({ line: index + 1, cells: row, empty: false })),
      1,
    );
    return read.ok ? read.value.candidates.map(({ name }) => name).join(' ; ') : read.problem;
  };

  test.each(['A>B', 'A > B', 'A -> B', 'A → B', 'A ＞ B', 'B<A', 'A>>B', 'A › B', 'A => B'])(
    '%j is refused as a rank, whatever the other names are',
    (cell) => {
      for (const heading of ['choice', 'Rank 1', 'choix', 'candidate', 'vote']) {
        expect(cells(heading, 'C', cell)).toMatch(
          /^line 3, column 1, .* may be a whole ranking: .*--candidate$/,
        );
      }
    },
  );

  test.each([
    [['A,B', 'B,A']],
    [['A,B', 'B']],
    [['A;B', 'A']],
    [['A/B', 'B/A']],
    [['A | B', 'B | A']],
    [['A & B', 'b']],
    [['A + B', 'C', 'B + A']],
    [['A,B,C', 'B,A,C']],
    [['A,B,C', 'B,C']],
    [['A,B', 'B,C', 'C,A']],
    [['A; B', 'B; C']],
    [['A - B', 'B']],
    [['Ana', 'Cy', 'Ana Cy']],
    [['Roy Claire', 'Claire Roy']],
    [['Roy, Claire', 'Claire Roy']],
  ])('%j are refused as ranks and as whole rankings', (values) => {
    for (const heading of ['Rank 1', 'choice', 'ranking', 'selection']) {
      expect(cells(heading, ...values)).toMatch(/^line \d, column 1, .*--candidate$/);
    }
  });

  test.each(['A → B', 'A -> B', 'A=>B'])('%j is refused in a column of whole rankings', (cell) => {
    expect(cells('selection', 'C', cell)).toMatch(/^line 3, column 1, .* may be a whole ranking/);
  });

  test('names with a comma or a slash are accepted if none of their parts is a name elsewhere', () => {
    for (const heading of ['Rank 1', 'selection']) {
      expect(cells(heading, 'Roy, Claire', 'Roy, Paul', 'Gagnon/Luc')).toBe(
        'Gagnon/Luc ; Roy, Claire ; Roy, Paul',
      );
      expect(cells(heading, 'Roy, Martin', 'Martin, Claire')).toBe('Martin, Claire ; Roy, Martin');
    }
  });

  test('are one name if it is declared', () => {
    const read = readLines('choice,count / A>B,3 / B,2', { candidates: ['A>B', 'B'] });
    expect(read.ok && read.value.candidates.map(({ name }) => name)).toEqual(['A>B', 'B']);
  });

  test('joined by > in the auditors’ export are a ranking', () => {
    const read = readLines('contest_key,selection,count / election:E:R,ana>cy,12 / election:E:R,cy,3');
    expect(read.ok && read.value.ballots).toEqual([
      { ranks: [['ana'], ['cy']], count: 12 },
      { ranks: [['cy']], count: 3 },
    ]);
  });
});
