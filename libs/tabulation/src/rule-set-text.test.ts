import fc from 'fast-check';
import type { RuleSet } from './rule-set.ts';
import { RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from './rule-set.ts';
import { formatRuleSet, parseRuleSet } from './rule-set-text.ts';
import { DEFAULT_RULES } from './rule-sets.ts';
import type { Share } from './share.ts';

function parsed(text: string): RuleSet {
  const result = parseRuleSet(text);
  if (!result.ok) throw new Error(result.problem);
  return result.rules;
}

function problem(text: string): string {
  const result = parseRuleSet(text);
  return result.ok ? 'none' : result.problem;
}

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9._-]{0,6}$/), { maxLength: 4 });
const interpretation = {
  overvoteRule: fc.constantFrom('alwaysSkipToNextRank', 'exhaustImmediately', 'exhaustIfMultipleContinuing'),
  maxSkippedRanksAllowed: fc.oneof(fc.constant('unlimited' as const), fc.nat(9)),
  maxRankingsAllowed: fc.oneof(fc.constant('max' as const), fc.nat(9)),
  exhaustOnDuplicateCandidate: fc.boolean(),
} as const;
const shares = (...texts: string[]): Share[] => texts.map((text) => text as Share);
const ruleSets: fc.Arbitrary<RuleSet> = fc.oneof(
  fc.record({ rule: fc.constant('plurality'), lot: ids, order: ids } as const),
  fc.record({ rule: fc.constant('scottish-stv-2011'), lot: ids, order: ids } as const),
  fc.record({ rule: fc.constant('wigm-prf'), order: ids, defeatSureLosers: fc.boolean() } as const),
  fc.record({ rule: fc.constant('meek-prf'), order: ids } as const),
  fc.record({
    rule: fc.constant('referendum'),
    proposal: fc.constantFrom('oui', 'c2'),
    threshold: fc.constantFrom(...shares('50%', '60%', '66.67%', '2/3')),
    comparison: fc.constantFrom('more-than', 'at-least'),
    base: fc.constantFrom('valid', 'cast', 'electors'),
    quorum: fc.constantFrom(...shares('0%', '33.3%', '1/3')),
    electors: fc.option(fc.nat(), { nil: undefined }),
    quorumBallots: fc.option(fc.nat(), { nil: undefined }),
  } as const),
  fc.record({
    rule: fc.constant('irv'),
    ...interpretation,
    ties: fc.constantFrom('earlier-rounds', 'lot'),
    lot: ids,
    order: ids,
    batchElimination: fc.boolean(),
    continueUntilTwo: fc.boolean(),
    majorityOf: fc.constantFrom('round', 'first-round'),
  } as const),
  fc.record({
    rule: fc.constant('rctab'),
    ...interpretation,
    winnerElectionMode: fc.constantFrom(...WINNER_ELECTION_MODES),
    numberOfWinners: fc.option(fc.nat(9), { nil: undefined }),
    tiebreakMode: fc.constantFrom(...RCTAB_TIEBREAK_MODES),
    order: ids,
    randomSeed: fc.option(fc.integer().map(String), { nil: undefined }),
    decisions: ids,
    decimalPlacesForVoteArithmetic: fc.integer({ min: 0, max: 20 }),
    multiSeatBottomsUpPercentageThreshold: fc.option(fc.constantFrom('15', '12.5'), { nil: undefined }),
    minimumVoteThreshold: fc.constant('0'),
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
  test('parses to the same rule set, or is refused for an option without effect', () => {
    fc.assert(
      fc.property(ruleSets, (rules) => {
        const result = parseRuleSet(formatRuleSet(rules));
        if (result.ok) expect(result.rules).toEqual(rules);
        else expect(result.problem).toContain('has no effect with');
      }),
      { numRuns: 500 },
    );
  });

  test.each(Object.values(DEFAULT_RULES))('$rule without options has its defaults', (rules) => {
    expect(parsed(rules.rule)).toEqual(rules);
    expect(formatRuleSet(rules)).toBe(rules.rule);
  });

  test('accepts the options of a rule set', () => {
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
    'rctab:minimumVoteThreshold=0',
    'rctab:minimumVoteThreshold=0.0',
    'rctab:decimalPlacesForVoteArithmetic=6,nonIntegerWinningThreshold=true',
    'rctab:winnerElectionMode=bottomsUpUsingPercentageThreshold,multiSeatBottomsUpPercentageThreshold=15',
    'rctab:tiebreakMode=previousRoundCountsThenAsk,decisions=a/b',
    'rctab:tiebreakMode=generatePermutation,randomSeed=-3',
    'referendum:quorum=40,electors=100',
    'referendum:quorum=2/5,threshold=66.67%,electors=100',
    'referendum:base=electors,electors=100',
  ])('%s has an effect and is accepted', (text) => {
    expect(problem(text)).toBe('none');
  });

  test.each([
    ['stv', 'stv: not a rule set'],
    ['irv:tie=lot', 'tie: not an option of irv'],
    ['irv:rule=plurality', 'rule: not an option of irv'],
    ['irv:ties', 'ties: expected option=value'],
    ['irv:ties=coin', 'ties: expected earlier-rounds | lot, not coin'],
    ['irv:batchElimination=perhaps', 'batchElimination: expected true | false, not perhaps'],
    ['referendum:threshold=3/2', 'threshold: expected a fraction or a percentage, from 0 to 100%, not 3/2'],
    ['referendum:threshold=half', 'threshold: expected a fraction'],
    ['referendum:electors=-1', 'electors: expected a whole number, not -1'],
    ['plurality:lot=k2,lot=k0', 'lot: given twice: join candidates by /, as in lot=c3/c1'],
    ['irv:ties=lot,ties=earlier-rounds', 'ties: given twice'],
    ['irv:lot=a, lot =b', 'lot: given twice'],
    ['referendum:quorum=40,quorum=50,electors=9', 'quorum: given twice'],
    ['rctab:decisions=a,decisions=b', 'decisions: given twice: join candidates by /'],
    ['plurality:lot=Roy, Claire', 'Claire: expected option=value. Candidates must be joined by /'],
    ['plurality:lot=a//b', 'lot: expected candidates joined by /, not a//b'],
    ['irv:order=/', 'order: expected candidates joined by /, not /'],
    ['irv:order=a/b/a', 'order: a is named twice'],
    ['rctab:order=a/a', 'order: a is named twice'],
    ['rctab:decisions=/,tiebreakMode=stopCountingAndAsk', 'decisions: expected candidates joined by /'],
    ['referendum:electors=100', 'electors: it has no effect without quorum= or base=electors'],
    ['rctab:minimumVoteThreshold=100', 'minimumVoteThreshold: RCTab 2.0.1 no longer has this rule'],
    ['rctab:minimumVoteThreshold=1', 'would have no effect'],
    ['rctab:minimumVoteThreshold=0.5', 'would have no effect'],
    ['rctab:randomSeed=7', 'randomSeed: it has no effect with tiebreakMode=useCandidateOrder'],
    ['rctab:tiebreakMode=stopCountingAndAsk,randomSeed=7', 'randomSeed: it has no effect'],
    ['rctab:decisions=a', 'decisions: it has no effect with tiebreakMode=useCandidateOrder'],
    ['rctab:tiebreakMode=random,order=a/b', 'order: it has no effect with tiebreakMode=random'],
    [
      'rctab:multiSeatBottomsUpPercentageThreshold=15',
      'it has no effect with winnerElectionMode=singleWinnerMajority',
    ],
    ['rctab:decimalPlacesForVoteArithmetic=6', 'decimalPlacesForVoteArithmetic: it has no effect'],
    [
      'rctab:winnerElectionMode=bottomsUpUsingPercentageThreshold,multiSeatBottomsUpPercentageThreshold=15,hareQuota=true',
      'hareQuota: it has no effect',
    ],
    ['rctab:winnerElectionMode=bottomsUp,continueUntilTwoCandidatesRemain=true', 'it has no effect'],
    ['rctab:batchElimination=perhaps', 'batchElimination: expected true | false, not perhaps'],
    ['rctab:hareQuota=TRUE', 'hareQuota: expected true | false, not TRUE'],
    ['rctab:tiebreakMode=coin', 'tiebreakMode: expected random | stopCountingAndAsk'],
    ['rctab:randomSeed=x', 'randomSeed: expected a whole number of at most 19 digits, not x'],
    ['rctab:numberOfWinners=two', 'numberOfWinners: expected a whole number of at most 999999999, not two'],
    ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'].flatMap((word) =>
      [...Object.keys(DEFAULT_RULES), 'x'].map((name) => [
        `${name}:${word}=1`,
        name === 'x' ? 'x: not a rule set' : `${word}: not an option of ${name}`,
      ]),
    ),
    ['__proto__', '__proto__: not a rule set'],
    ['constructor', 'constructor: not a rule set'],
    [
      'rctab:decimalPlacesForVoteArithmetic=21',
      'decimalPlacesForVoteArithmetic: expected a whole number of at most 20, not 21',
    ],
    ['rctab:decimalPlacesForVoteArithmetic=999999999', 'of at most 20'],
    [`rctab:multiSeatBottomsUpPercentageThreshold=${'1'.repeat(41)}`, 'expected a decimal'],
    [`referendum:threshold=0.${'1'.repeat(40)}`, 'expected a fraction'],
    [
      'rctab:multiSeatBottomsUpPercentageThreshold=x',
      'multiSeatBottomsUpPercentageThreshold: expected a decimal',
    ],
  ])('%s is refused', (text, expected) => {
    expect(problem(text)).toContain(expected);
  });
});

test.each([
  ['borda', 'ce n’est pas un jeu de règles'],
  ['irv:lot', 'il faut option=valeur'],
  ['irv:lot=a,lot=b', 'donné deux fois : joignez les candidatures par /'],
  ['irv:quota=2', 'ce n’est pas une option de irv'],
  ['irv:ties=coin', 'il faut earlier-rounds | lot, et non coin'],
  ['wigm-prf:order=a/a', 'y est deux fois'],
  ['referendum:electors=7', 'sans effet sans quorum='],
  ['referendum:threshold=x', 'il faut une fraction ou un pourcentage, de 0 à 100 %, et non x'],
  ['referendum:proposal=', 'il faut une candidature'],
  ['irv:lot=a//b', 'il faut des candidatures jointes par /'],
  ['irv:maxRankingsAllowed=x', 'il faut un nombre entier d’au plus 999999999 | max, et non x'],
  ['rctab:hareQuota=TRUE', 'il faut true | false, et non TRUE'],
  ['rctab:randomSeed=x', 'il faut un nombre entier d’au plus 19 chiffres'],
  ['rctab:multiSeatBottomsUpPercentageThreshold=x', 'il faut un nombre décimal'],
  ['rctab:minimumVoteThreshold=1', 'RCTab 2.0.1 n’a plus cette règle, et 1 n’aurait aucun effet'],
  ['rctab:randomSeed=7', 'randomSeed : sans effet avec tiebreakMode=useCandidateOrder'],
  ['rctab:decimalPlacesForVoteArithmetic=6', 'sans nonIntegerWinningThreshold'],
])('what is wrong with %s is said in French too', (text, french) => {
  const parsed = parseRuleSet(text);
  expect(parsed).toMatchObject({ ok: false, text: { fr: expect.stringContaining(french) as string } });
  expect(parsed.ok || parsed.text.en).toBe(parsed.ok || parsed.problem);
});
