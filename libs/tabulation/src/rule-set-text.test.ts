import fc from 'fast-check';
import { formatRuleSet, parseRuleSet } from './rule-set-text.ts';
import type { RuleSet } from './rule-set.ts';
import { DEFAULT_RULES, RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from './rule-set.ts';

function parsed(text: string): RuleSet {
  const reading = parseRuleSet(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.rules;
}

function problem(text: string): string {
  const reading = parseRuleSet(text);
  return reading.ok ? 'none' : reading.problem;
}

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9._-]{0,6}$/), { maxLength: 4 });
const reading = {
  overvoteRule: fc.constantFrom('alwaysSkipToNextRank', 'exhaustImmediately', 'exhaustIfMultipleContinuing'),
  maxSkippedRanksAllowed: fc.oneof(fc.constant('unlimited' as const), fc.nat(9)),
  maxRankingsAllowed: fc.oneof(fc.constant('max' as const), fc.nat(9)),
  exhaustOnDuplicateCandidate: fc.boolean(),
} as const;
const ruleSets: fc.Arbitrary<RuleSet> = fc.oneof(
  fc.record({ rule: fc.constant('plurality'), lot: ids, order: ids } as const),
  fc.record({ rule: fc.constant('scottish-stv-2011'), lot: ids, order: ids } as const),
  fc.record({ rule: fc.constant('wigm-prf'), order: ids, defeatSureLosers: fc.boolean() } as const),
  fc.record({ rule: fc.constant('meek-prf'), order: ids } as const),
  fc.record({
    rule: fc.constant('referendum'),
    proposal: fc.constantFrom('oui', 'c2'),
    threshold: fc.constantFrom('50', '60', '66.67'),
    comparison: fc.constantFrom('more-than', 'at-least'),
    base: fc.constantFrom('valid', 'cast', 'electors'),
    quorum: fc.constantFrom('0', '33.3'),
    electors: fc.option(fc.nat(), { nil: undefined }),
    quorumBallots: fc.option(fc.nat(), { nil: undefined }),
  } as const),
  fc.record({
    rule: fc.constant('irv'),
    ...reading,
    ties: fc.constantFrom('earlier-rounds', 'lot'),
    lot: ids,
    order: ids,
    batchElimination: fc.boolean(),
    continueUntilTwo: fc.boolean(),
    majorityOf: fc.constantFrom('round', 'first-round'),
  } as const),
  fc.record({
    rule: fc.constant('rctab'),
    ...reading,
    winnerElectionMode: fc.constantFrom(...WINNER_ELECTION_MODES),
    numberOfWinners: fc.option(fc.nat(9), { nil: undefined }),
    tiebreakMode: fc.constantFrom(...RCTAB_TIEBREAK_MODES),
    randomSeed: fc.integer().map(String),
    decisions: ids,
    decimalPlacesForVoteArithmetic: fc.integer({ min: 0, max: 20 }),
    multiSeatBottomsUpPercentageThreshold: fc.option(fc.constantFrom('15', '12.5'), { nil: undefined }),
    minimumVoteThreshold: fc.constantFrom('0', '7'),
    nonIntegerWinningThreshold: fc.boolean(),
    doesFirstRoundDetermineThreshold: fc.boolean(),
    hareQuota: fc.boolean(),
    batchElimination: fc.boolean(),
    cutoffElimination: fc.boolean(),
    continueUntilTwoCandidatesRemain: fc.boolean(),
    stopTabulationEarlyAfterRound: fc.option(fc.nat(9), { nil: undefined }),
  } as const),
);

describe('the text of a rule set', () => {
  test('reads back as the same rule set', () => {
    fc.assert(
      fc.property(ruleSets, (rules) => {
        expect(parsed(formatRuleSet(rules))).toEqual(rules);
      }),
    );
  });

  test.each(Object.values(DEFAULT_RULES))('$rule alone is its defaults', (rules) => {
    expect(parsed(rules.rule)).toEqual(rules);
    expect(formatRuleSet(rules)).toBe(rules.rule);
  });

  test('takes the options of a rule set', () => {
    expect(parsed('scottish-stv-2011:lot=c3/c1')).toEqual({
      rule: 'scottish-stv-2011',
      lot: ['c3', 'c1'],
      order: [],
    });
    expect(parsed(' irv : ties=lot , maxSkippedRanksAllowed=1 ')).toMatchObject({
      ties: 'lot',
      maxSkippedRanksAllowed: 1,
    });
    expect(parsed('rctab:winnerElectionMode=bottomsUp,numberOfWinners=3')).toMatchObject({
      winnerElectionMode: 'bottomsUp',
      numberOfWinners: 3,
    });
  });

  test.each([
    ['stv', 'stv: not a rule set'],
    ['irv:tie=lot', 'tie: not an option of irv'],
    ['irv:rule=plurality', 'rule: not an option of irv'],
    ['irv:ties', 'ties: option=value is wanted'],
    ['irv:ties=coin', 'ties: coin is not a value it can have'],
    ['irv:batchElimination=perhaps', 'batchElimination: perhaps is not a value it can have'],
    ['referendum:threshold=half', 'threshold: half is not a value it can have'],
    ['referendum:electors=-1', 'electors: -1 is not a value it can have'],
    ['rctab:tiebreakMode=coin', 'tiebreakMode: coin is not known'],
    ['rctab:randomSeed=x', 'randomSeed: a whole number is wanted, not x'],
    ['rctab:numberOfWinners=two', 'numberOfWinners: a whole number is wanted, not two'],
    ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'].flatMap((word) =>
      [...Object.keys(DEFAULT_RULES), 'x'].map((name) => [
        `${name}:${word}=1`,
        name === 'x' ? 'x: not a rule set' : `${word}: not an option of ${name}`,
      ]),
    ),
    ['__proto__', '__proto__: not a rule set'],
    ['constructor', 'constructor: not a rule set'],
    ['rctab:decimalPlacesForVoteArithmetic=21', 'decimalPlacesForVoteArithmetic: 20 at most, not 21'],
    ['rctab:decimalPlacesForVoteArithmetic=999999999', '20 at most'],
    [`rctab:multiSeatBottomsUpPercentageThreshold=${'1'.repeat(41)}`, 'a decimal is wanted'],
    [`referendum:threshold=0.${'1'.repeat(40)}`, 'is not a value it can have'],
    [
      'rctab:multiSeatBottomsUpPercentageThreshold=x',
      'multiSeatBottomsUpPercentageThreshold: a decimal is wanted',
    ],
  ])('%s is refused', (text, expected) => {
    expect(problem(text)).toContain(expected);
  });
});
