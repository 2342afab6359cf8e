import { readRcvVector } from './rcv-vector.ts';
import { checkVector } from './vector-check.ts';

const ROUND = { tally: { a: '2.00000', b: '1.00000' }, threshold: '2', elected: ['a'], eliminated: [] };
const VECTOR = {
  format: 'rcv-vector/1',
  name: 'ward',
  rules: { method: 'scottish-stv', numberOfWinners: 1 },
  candidates: [
    { code: 'a', name: 'A' },
    { code: 'b', name: 'B' },
  ],
  ballots: [
    { ranks: [['a']], count: 2 },
    { ranks: [['b'], null, ['a']], count: 1 },
  ],
  expected: { winners: ['a'], rounds: [{ ...ROUND, nonTransferable: '0.00000' }] },
};

describe('rcv-vector/1', () => {
  test('reads an official declaration by stages', () => {
    const vector = readRcvVector(VECTOR);
    if (!vector.ok) throw new Error(vector.problem);
    expect(vector.value.layout).toBe('stages');
    expect(vector.value.contest.ballots).toEqual([
      { ranks: [['a']], count: 2 },
      { ranks: [['b'], [], ['a']], count: 1 },
    ]);
    expect(checkVector(vector.value)).toEqual({ contest: 'ward', rounds: 1, differences: [], lots: [] });
  });

  test('takes the outcome of a lot from the published stages', () => {
    const stages = [
      { source: null, tally: { a: '2', b: '1', c: '1' }, threshold: '3', elected: [], eliminated: [] },
      { source: 'b', tally: { a: '3', c: '1' }, threshold: '3', elected: ['a'], eliminated: ['b'] },
    ];
    const vector = readRcvVector({
      ...VECTOR,
      candidates: [...VECTOR.candidates, { code: 'c', name: 'C' }],
      ballots: [
        { ranks: [['a']], count: 2 },
        { ranks: [['b'], ['a']], count: 1 },
        { ranks: [['c']], count: 1 },
      ],
      expected: { winners: ['a'], rounds: stages },
    });
    if (!vector.ok) throw new Error(vector.problem);
    expect(checkVector(vector.value)).toEqual({ contest: 'ward', rounds: 2, differences: [], lots: ['b'] });
  });

  test('reports a stage that the count does not have as one difference, and does not compare it', () => {
    const vector = readRcvVector({
      ...VECTOR,
      expected: { winners: ['a'], rounds: [{ ...ROUND, nonTransferable: '0.00000' }, ROUND] },
    });
    if (!vector.ok) throw new Error(vector.problem);
    expect(checkVector(vector.value).differences).toEqual([
      { contest: 'ward', place: 'rounds', what: 'number of rounds', expected: '2', found: '1' },
    ]);
  });

  test('reports a lot that no stage shows as a difference', () => {
    const vector = readRcvVector({
      ...VECTOR,
      ballots: [
        { ranks: [['a']], count: 1 },
        { ranks: [['b']], count: 1 },
      ],
    });
    if (!vector.ok) throw new Error(vector.problem);
    expect(checkVector(vector.value).differences).toEqual([
      { contest: 'ward', place: 'count', what: 'status', expected: 'complete', found: 'a lot between a, b' },
    ]);
  });

  test('reports a contest that cannot be counted as a difference', () => {
    const vector = readRcvVector({ ...VECTOR, ballots: [{ ranks: [['x']], count: 1 }] });
    if (!vector.ok) throw new Error(vector.problem);
    expect(checkVector(vector.value)).toMatchObject({
      rounds: 0,
      differences: [{ found: 'refused: unknown-candidate (x)' }],
    });
  });

  test.each([
    [undefined, 'not an rcv-vector/1 document'],
    [{ ...VECTOR, rules: undefined }, 'rules: expected an object'],
    [{ ...VECTOR, expected: [] }, 'expected: expected an object'],
    [
      { ...VECTOR, candidates: [...VECTOR.candidates, { code: 'c', name: 'C', excluded: 'true' }] },
      'candidates[2]: expected a list of {code, name}',
    ],
    [
      { ...VECTOR, candidates: [{ code: 'c', name: 'C', undeclaredWriteIn: 1 }] },
      'candidates[0]: expected a list of {code, name}',
    ],
    ...[-1, 1.5, '1.5', '1,000', '1e3', '+3', '', null, 2 ** 53, '99999999999999999'].map((count) => [
      { ...VECTOR, ballots: [...VECTOR.ballots, { ranks: [['a']], count }] },
      'ballots[2]: expected a list of {ranks, count}',
    ]),
    [{ ...VECTOR, numBallots: 4 }, 'numBallots: 4 are declared, but 3 were found'],
    [{ ...VECTOR, candidates: 'a' }, 'candidates: expected a list of {code, name}'],
    ...Object.entries({
      minimumVoteThreshold: '100',
      hareQuota: 'perhaps',
      batchElimination: 1,
      quota: 'hare',
      constructor: 'x',
      numberOfWinners: '1.5',
      treatBlankAsUndeclaredWriteIn: true,
      decisions: [1],
      randomSeed: {},
    }).map(([option, value]) => [
      { ...VECTOR, rules: { numberOfWinners: '1', [option]: value } },
      expect.stringContaining(option) as string,
    ]),
    [{ ...VECTOR, candidates: [{ code: 'a' }] }, 'candidates[0]: expected a list of {code, name}'],
    [
      { ...VECTOR, ballots: [{ ranks: [['a']], count: -1 }] },
      'ballots[0]: expected a list of {ranks, count}',
    ],
    [{ ...VECTOR, rules: { method: 'scottish-stv' } }, 'rules.numberOfWinners: expected a number'],
    [{ ...VECTOR, rules: { method: 'coin', numberOfWinners: 1 } }, 'rules.method: coin is not known'],
    [
      { ...VECTOR, expected: { winners: ['a'], rounds: [{ ...ROUND, tally: { a: {} } }] } },
      'expected: expected winners and rounds (or passes of them)',
    ],
    [{ ...VECTOR, expected: { winners: [] } }, 'expected: expected winners and rounds (or passes of them)'],
  ] as readonly [unknown, unknown][])('refuses a document in another form: %#', (document, problem) => {
    expect(readRcvVector(document)).toMatchObject({ ok: false, problem });
  });
});

test('passes that the count does not have are reported as a difference', () => {
  const pass = {
    winners: ['a'],
    rounds: [{ tally: { a: '2', b: '1' }, threshold: '2', elected: ['a'], eliminated: [] }],
  };
  const vector = readRcvVector({
    ...VECTOR,
    rules: { numberOfWinners: '1', winnerElectionMode: 'singleWinnerMajority' },
    expected: { winners: ['a'], passes: [pass, pass] },
  });
  if (!vector.ok) throw new Error(vector.problem);
  expect(checkVector(vector.value).differences).toContainEqual({
    contest: 'ward',
    place: 'result',
    what: 'number of passes',
    expected: '2',
    found: '1',
  });
});
