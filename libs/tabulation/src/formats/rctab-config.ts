import type { RctabRules, RctabTiebreakMode, WinnerElectionMode } from '../rule-set.ts';
import { DEFAULT_RULES, RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from '../rule-set.ts';
import type { OvervoteRule } from '../rule-set.ts';
import { isShort, parseDecimal } from '../decimal.ts';
import type { JsonObject } from './json-value.ts';
import { textOf, textsOf } from './json-value.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

export const OVERVOTE_RULES: readonly OvervoteRule[] = [
  'alwaysSkipToNextRank',
  'exhaustImmediately',
  'exhaustIfMultipleContinuing',
];

/** RCTab 2.0.1 takes no more: each place makes every number of the count longer. */
const MOST_DECIMAL_PLACES = 20;

/** Reads the `rules` of an RCTab configuration; an option left out or empty has RCTab's default. */
export function rctabRulesFrom(config: JsonObject): ReadOutcome<RctabRules> {
  const defaults = DEFAULT_RULES.rctab;
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = textOf(config[name])?.trim();
    return value === '' ? undefined : value;
  };
  const oneOf = <T extends string>(name: string, known: readonly T[], otherwise: T): T => {
    const value = text(name);
    if (value === undefined) return otherwise;
    const found = known.find((word) => word === value);
    if (found === undefined) problems.push(`${name}: ${value} is not known`);
    return found ?? otherwise;
  };
  const flag = (name: string): boolean => config[name] === true || text(name) === 'true';
  const whole = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) problems.push(`${name}: a whole number is wanted, not ${value}`);
    return Number(value);
  };
  const decimalPlaces = (name: string): number | undefined => {
    const value = whole(name);
    if (value !== undefined && value > MOST_DECIMAL_PLACES) {
      problems.push(`${name}: ${MOST_DECIMAL_PLACES} at most, not ${value}`);
    }
    return value;
  };
  const decimal = (name: string): string | undefined => {
    const value = text(name);
    if (value !== undefined && (!isShort(value) || parseDecimal(value) === undefined)) {
      problems.push(`${name}: a decimal is wanted, not ${value}`);
    }
    return value;
  };
  const seed = text('randomSeed') ?? defaults.randomSeed;
  if (!/^-?\d{1,19}$/.test(seed)) problems.push(`randomSeed: a whole number is wanted, not ${seed}`);
  const rules: RctabRules = {
    rule: 'rctab',
    winnerElectionMode: oneOf<WinnerElectionMode>(
      'winnerElectionMode',
      WINNER_ELECTION_MODES,
      defaults.winnerElectionMode,
    ),
    numberOfWinners: whole('numberOfWinners'),
    tiebreakMode: oneOf<RctabTiebreakMode>('tiebreakMode', RCTAB_TIEBREAK_MODES, defaults.tiebreakMode),
    randomSeed: seed,
    decisions: textsOf(config['decisions']) ?? text('decisions')?.split('/') ?? [],
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
  const [problem] = problems;
  return problem === undefined ? read(rules) : unreadable(problem);
}
