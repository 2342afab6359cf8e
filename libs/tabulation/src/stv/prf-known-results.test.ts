import { readBlt } from '../formats/blt.ts';
import type { TabulationComplete } from '../result.ts';
import type { RuleSet } from '../rule-set.ts';
import { DEFAULT_RULES } from '../rule-sets.ts';
import { tabulate } from '../tabulate.ts';

/**
 * Results published with Droop, the reference implementation of the PR Foundation's rules
 * (https://github.com/jklundell/droop, test/ref/dump): votes, quotas and keep factors.
 */
function count(blt: string, rules: RuleSet): TabulationComplete {
  const contest = readBlt(blt);
  if (!contest.ok) throw new Error(contest.problem);
  const order = contest.value.tieOrder;
  const result = tabulate(contest.value, 'order' in rules ? { ...rules, order } : rules);
  if (result.status !== 'complete') throw new Error(result.status);
  return result;
}

const shown = (result: TabulationComplete): string[] =>
  result.rounds.map((round) => [...Object.values(round.tally), round.threshold].join(' '));

/** "42t": four voters for Castor then Pollux, two for Helen, two seats. */
const CASTOR_42 = '3 2 [tie 3 2 1] 4 1 2 0 2 3 0 0 "Castor" "Pollux" "Helen" "42t"';
/** "513": five voters for Castor then Pollux, one for Pollux, three for Helen, two seats. */
const CASTOR_513 = '3 2 5 1 2 0 1 2 0 3 3 0 0 "Castor" "Pollux" "Helen" "513"';
/** The example of Voting matters, issue 12, "The computational accuracy using the Meek algorithm". */
const VOTING_MATTERS_12 = `5 3 333 1 3 0 333 1 4 0 333 1 5 0 333 2 3 0 333 2 4 0 333 2 5 0 667 3 0 667 4 0
  667 5 0 1 1 2 3 0 1 1 2 4 0 2 2 1 3 0 0 "A" "B" "X" "Y" "Z" "SC-Vm-12"`;

describe('the reference WIGM rule', () => {
  const wigm = DEFAULT_RULES['wigm-prf'];

  test('42t: a surplus cut to four decimals loses the tie', () => {
    const result = count(CASTOR_42, wigm);
    expect(shown(result)).toEqual(['4.0000 0.0000 2.0000 2.0001', '2.0001 1.9996 2.0000 2.0001']);
    expect(result.winners).toEqual(['c1', 'c3']);
  });

  test('513', () => {
    const result = count(CASTOR_513, wigm);
    expect(shown(result)).toEqual(['5.0000 1.0000 3.0000 3.0001', '3.0001 2.9995 3.0000 3.0001']);
    expect(result.winners).toEqual(['c1', 'c3']);
  });

  test('Voting matters 12', () => {
    const result = count(VOTING_MATTERS_12, wigm);
    expect(shown(result)).toEqual([
      '1001.0000 1001.0000 667.0000 667.0000 667.0000 1000.7501',
      '1000.7501 1001.0000 667.0668 667.0668 667.0666 1000.7501',
      '1000.7501 1000.7501 667.1338 667.1334 667.1332 1000.7501',
      '1000.7501 1000.7501 667.1338 667.1334 1000.7501',
    ]);
    expect(result.rounds[3]?.inactive.exhaustedChoices).toBe('667.1332');
    expect(result.winners).toEqual(['c1', 'c2', 'c3']);
  });

  test('sure losers are defeated together if the rules ask for it', () => {
    const blt = '5 1 20 1 0 15 2 0 4 3 2 0 3 4 2 0 2 5 2 0 0 "A" "B" "C" "D" "E" "losers"';
    const one = count(blt, wigm);
    expect(one.rounds.map((round) => round.eliminated.map(({ candidate }) => candidate))).toEqual([
      ['c5'],
      ['c4'],
      ['c3'],
      [],
    ]);
    const together = count(blt, { ...wigm, defeatSureLosers: true });
    expect(together.rounds[0]?.eliminated).toEqual([
      { candidate: 'c5', reason: 'cannot-win' },
      { candidate: 'c4', reason: 'cannot-win' },
      { candidate: 'c3', reason: 'cannot-win' },
    ]);
    expect(together.winners).toEqual(one.winners);
  });
});

describe('the reference Meek rule', () => {
  const meek = DEFAULT_RULES['meek-prf'];

  test('42t: rounding up leaves Castor four units above the quota', () => {
    const result = count(CASTOR_42, meek);
    expect(shown(result)).toEqual([
      '4.000000000 0.000000000 2.000000000 2.000000001',
      '2.000000004 1.999999996 2.000000000 2.000000001',
    ]);
    expect(result.rounds[1]?.keepFactors).toEqual({
      c1: '0.500000001',
      c2: '1.000000000',
      c3: '1.000000000',
    });
    expect(result.winners).toEqual(['c1', 'c3']);
  });

  test('513', () => {
    const result = count(CASTOR_513, meek);
    expect(shown(result)[1]).toBe('3.000000005 2.999999995 3.000000000 3.000000001');
    expect(result.rounds[1]?.keepFactors?.['c1']).toBe('0.600000001');
    expect(result.winners).toEqual(['c1', 'c3']);
  });

  test('Voting matters 12', () => {
    const result = count(VOTING_MATTERS_12, meek);
    expect(shown(result)).toEqual([
      '1001.000000000 1001.000000000 667.000000000 667.000000000 667.000000000 1000.750000001',
      '1000.750000126 1000.750000126 667.166666686 667.166666562 667.166666500 1000.750000001',
      '800.584418564 800.584418564 800.596982770 800.556768208 800.580647027',
    ]);
    expect(result.rounds[1]?.ties).toEqual([
      {
        purpose: 'eliminate',
        candidates: ['c3', 'c4', 'c5'],
        chosen: 'c3',
        method: { kind: 'ballot-order', among: ['c3', 'c4', 'c5'] },
      },
    ]);
    expect(result.rounds[2]?.keepFactors?.['c1']).toBe('0.799464312');
    expect(result.winners).toEqual(['c1', 'c2', 'c4']);
  });
});
