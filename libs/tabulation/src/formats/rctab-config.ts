import { isShort, parseDecimal } from '../decimal.ts';
import type { OvervoteRule, RctabRules, RctabTiebreakMode, WinnerElectionMode } from '../rule-set.ts';
import { DEFAULT_RULES, RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from '../rule-set.ts';
import type { JsonObject } from './json-value.ts';
import { textOf, textsOf } from './json-value.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

const OVERVOTE_RULES: readonly OvervoteRule[] = [
  'alwaysSkipToNextRank',
  'exhaustImmediately',
  'exhaustIfMultipleContinuing',
];

/** The options of a configuration that have no effect on a count. */
const REMARKS = ['rulesDescription'];

/** The limit of RCTab 2.0.1. Each decimal place makes every number of the count longer. */
const MOST_DECIMAL_PLACES = 20;

/** Reads the `rules` of an RCTab configuration. An option that is left out or empty has RCTab's default. */
export function rctabRulesFrom(config: JsonObject): ReadOutcome<RctabRules> {
  const defaults = DEFAULT_RULES.rctab;
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = config[name] ?? '';
    const trimmed = textOf(value)?.trim();
    if (trimmed === undefined) problems.push(`${name}: expected a text or a number`);
    return trimmed === '' ? undefined : trimmed;
  };
  const oneOf = <T extends string>(name: string, known: readonly T[], otherwise: T): T => {
    const value = text(name);
    if (value === undefined) return otherwise;
    const match = known.find((word) => word === value);
    if (match === undefined) problems.push(`${name}: ${value} is not known`);
    return match ?? otherwise;
  };
  const flag = (name: string): boolean => {
    const value = typeof config[name] === 'boolean' ? String(config[name]) : (text(name) ?? 'false');
    if (value !== 'true' && value !== 'false') problems.push(`${name}: expected true or false, not ${value}`);
    return value === 'true';
  };
  const names = (name: string): readonly string[] => {
    const list = Array.isArray(config[name]) ? textsOf(config[name]) : candidateNames(text(name) ?? '');
    if (list?.includes('') !== false) problems.push(`${name}: expected candidates joined by /`);
    return list ?? [];
  };
  const whole = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) problems.push(`${name}: expected a whole number, not ${value}`);
    return Number(value);
  };
  const decimalPlaces = (name: string): number | undefined => {
    const value = whole(name);
    if (value !== undefined && value > MOST_DECIMAL_PLACES) {
      problems.push(`${name}: at most ${MOST_DECIMAL_PLACES}, not ${value}`);
    }
    return value;
  };
  const decimal = (name: string): string | undefined => {
    const value = text(name);
    if (value !== undefined && (!isShort(value) || parseDecimal(value) === undefined)) {
      problems.push(`${name}: expected a decimal, not ${value}`);
    }
    return value;
  };
  const seed = text('randomSeed');
  if (seed !== undefined && !/^-?\d{1,19}$/.test(seed))
    problems.push(`randomSeed: expected a whole number, not ${seed}`);
  const rules: RctabRules = {
    rule: 'rctab',
    winnerElectionMode: oneOf<WinnerElectionMode>(
      'winnerElectionMode',
      WINNER_ELECTION_MODES,
      defaults.winnerElectionMode,
    ),
    numberOfWinners: whole('numberOfWinners'),
    tiebreakMode: oneOf<RctabTiebreakMode>('tiebreakMode', RCTAB_TIEBREAK_MODES, defaults.tiebreakMode),
    order: names('order'),
    randomSeed: seed,
    decisions: names('decisions'),
    overvoteRule: oneOf('overvoteRule', OVERVOTE_RULES, defaults.overvoteRule),
    maxSkippedRanksAllowed:
      text('maxSkippedRanksAllowed') === 'unlimited'
        ? 'unlimited'
        : (whole('maxSkippedRanksAllowed') ?? defaults.maxSkippedRanksAllowed),
    maxRankingsAllowed:
      text('maxRankingsAllowed') === 'max'
        ? 'max'
        : (whole('maxRankingsAllowed') ?? defaults.maxRankingsAllowed),
    decimalPlacesForVoteArithmetic:
      decimalPlaces('decimalPlacesForVoteArithmetic') ?? defaults.decimalPlacesForVoteArithmetic,
    multiSeatBottomsUpPercentageThreshold: decimal('multiSeatBottomsUpPercentageThreshold'),
    minimumVoteThreshold: decimal('minimumVoteThreshold') ?? defaults.minimumVoteThreshold,
    nonIntegerWinningThreshold: flag('nonIntegerWinningThreshold'),
    doesFirstRoundDetermineThreshold: flag('doesFirstRoundDetermineThreshold'),
    hareQuota: flag('hareQuota'),
    batchElimination: flag('batchElimination'),
    cutoffElimination: flag('cutoffElimination'),
    continueUntilTwoCandidatesRemain: flag('continueUntilTwoCandidatesRemain'),
    exhaustOnDuplicateCandidate: flag('exhaustOnDuplicateCandidate'),
    stopTabulationEarlyAfterRound: whole('stopTabulationEarlyAfterRound'),
  };
  if (parseDecimal(rules.minimumVoteThreshold)?.units !== 0n) {
    problems.push(
      `minimumVoteThreshold: RCTab 2.0.1 no longer has this rule, so ${rules.minimumVoteThreshold} would have no ` +
        'effect: leave it out (cutoffElimination eliminates all who are below the threshold of election)',
    );
  }
  const [problem] = problems;
  return problem === undefined ? read(rules) : unreadable(problem);
}

/** Splits the candidates of an option, which are joined by slashes. */
export function candidateNames(text: string): readonly string[] {
  return text === '' ? [] : text.split('/').map((name) => name.trim());
}

/** Describes an option of a configuration that the count would ignore. Undefined when all options are known. */
export function unknownInConfig(config: JsonObject): string | undefined {
  if (config['treatBlankAsUndeclaredWriteIn'] === true) {
    return 'treatBlankAsUndeclaredWriteIn: blank ranks are not counted for undeclared write-ins';
  }
  const known = [...Object.keys(DEFAULT_RULES.rctab), ...REMARKS, 'treatBlankAsUndeclaredWriteIn'];
  const unknown = Object.keys(config).find((name) => name === 'rule' || !known.includes(name));
  return unknown === undefined
    ? undefined
    : `${unknown}: RCTab 2.0.1 has no such option with an effect on the count`;
}

/** Describes an option that has no effect in combination with the others. Undefined when all options have one. */
export function withoutEffect(rules: RctabRules): string | undefined {
  const { tiebreakMode: ties, winnerElectionMode: mode } = rules;
  const defaults = DEFAULT_RULES.rctab;
  const byPercentage = mode === 'bottomsUpUsingPercentageThreshold';
  const fractions =
    mode === 'multiWinnerAllowOnlyOneWinnerPerRound' ||
    mode === 'multiWinnerAllowMultipleWinnersPerRound' ||
    rules.nonIntegerWinningThreshold;
  const draws =
    ties === 'random' || ties === 'previousRoundCountsThenRandom' || ties === 'generatePermutation';
  const asks = ties === 'stopCountingAndAsk' || ties === 'previousRoundCountsThenAsk';
  const idle: readonly (readonly [name: string, given: boolean, beside: string])[] = [
    ['randomSeed', rules.randomSeed !== undefined && !draws, `tiebreakMode=${ties}`],
    ['decisions', rules.decisions.length > 0 && !asks, `tiebreakMode=${ties}`],
    ['order', rules.order.length > 0 && ties !== 'useCandidateOrder', `tiebreakMode=${ties}`],
    [
      'multiSeatBottomsUpPercentageThreshold',
      rules.multiSeatBottomsUpPercentageThreshold !== undefined && !byPercentage,
      `winnerElectionMode=${mode}`,
    ],
    [
      'continueUntilTwoCandidatesRemain',
      rules.continueUntilTwoCandidatesRemain && (byPercentage || mode === 'bottomsUp'),
      `winnerElectionMode=${mode}`,
    ],
    ['hareQuota', rules.hareQuota && byPercentage, `winnerElectionMode=${mode}`],
    [
      'nonIntegerWinningThreshold',
      rules.nonIntegerWinningThreshold && byPercentage,
      `winnerElectionMode=${mode}`,
    ],
    [
      'decimalPlacesForVoteArithmetic',
      rules.decimalPlacesForVoteArithmetic !== defaults.decimalPlacesForVoteArithmetic &&
        (!fractions || byPercentage),
      `winnerElectionMode=${mode} without nonIntegerWinningThreshold`,
    ],
  ];
  const ineffective = idle.find(([, given]) => given);
  return ineffective === undefined ? undefined : `${ineffective[0]}: it has no effect with ${ineffective[2]}`;
}
