import type { RuleSet } from '@scrutin/tabulation';
import { formatRuleSet, parseRuleSet } from '@scrutin/tabulation';
import type { Race } from '../contests/election.ts';
import type { FieldProblem } from '../values/field-problem.ts';
import { fieldProblems } from '../values/field-problem.ts';
import { integerProblem, textProblem, wordProblem } from '../values/value-checks.ts';
import { LONGEST_SELECTION, VOTING_METHODS } from '../voting/ballot-rules.ts';

/** More ranks than this cannot be filled within LONGEST_SELECTION, however short the identifiers. */
const MOST_RANKS = LONGEST_SELECTION / 2;
/** As many candidates as the tabulation counts (`MOST_CANDIDATES` there). */
const MOST_SEATS = 10_000;

/** All that is wrong with the values of a race, or with how they fit each other. */
export function raceProblems({ method, seats, maxRanks, ruleSet }: Race): FieldProblem[] {
  return fieldProblems(
    [['method'], wordProblem('method', VOTING_METHODS, method)],
    [['seats'], integerProblem('number of seats', seats, 1, MOST_SEATS)],
    [
      ['maxRanks'],
      integerProblem('number of ranks', maxRanks, 1, MOST_RANKS) ?? ranksProblem(method, maxRanks),
    ],
    [['ruleSet'], textProblem('rule set', ruleSet, 2_000) ?? ruleProblem(method, ruleSet)],
    [['seats'], seatsProblem(seats, ruleSet)],
  );
}

function ranksProblem(method: Race['method'], maxRanks: number): string | undefined {
  if (method === 'single_choice' && maxRanks !== 1) return 'A single choice has one rank.';
  return method === 'ranked_choice' && maxRanks < 2 ? 'A ranking has at least two ranks.' : undefined;
}

function ruleProblem(method: Race['method'], ruleSet: string): string | undefined {
  const reading = parseRuleSet(ruleSet);
  if (!reading.ok) return `The rule set cannot be read: ${reading.problem}.`;
  const { rules } = reading;
  if (rules.rule === 'referendum') return 'The rule set referendum is for laws.';
  return (rules.rule === 'plurality') === (method === 'single_choice')
    ? undefined
    : 'A single choice is counted by plurality, and a ranking by a rule set that reads rankings.';
}

function seatsProblem(seats: number, ruleSet: string): string | undefined {
  const reading = parseRuleSet(ruleSet);
  if (!reading.ok) return undefined;
  const { rules } = reading;
  if (seats !== 1 && (rules.rule === 'irv' || isSingleWinner(rules))) {
    return 'By this rule set one seat is filled.';
  }
  if (rules.rule === 'rctab' && rules.numberOfWinners !== undefined && rules.numberOfWinners !== seats) {
    return 'The rule set says another number of winners than the race has seats.';
  }
  return undefined;
}

function isSingleWinner(rules: RuleSet): boolean {
  return rules.rule === 'rctab' && rules.winnerElectionMode === 'singleWinnerMajority';
}

/**
 * What is wrong with the candidates of a race: the longest ranking of `candidateIds` must be a selection,
 * which has at most LONGEST_SELECTION characters.
 */
export function rankingProblem(
  { maxRanks }: Pick<Race, 'maxRanks'>,
  candidateIds: readonly string[],
): string | undefined {
  const lengths = candidateIds.map((id) => id.length).sort((a, b) => b - a);
  const ranked = lengths.slice(0, maxRanks);
  // With a separator between two.
  const longest = ranked.reduce((sum, length) => sum + length, 0) + Math.max(ranked.length - 1, 0);
  return longest <= LONGEST_SELECTION
    ? undefined
    : `The longest ranking of ${ranked.length} of these candidates would have ${longest} characters, and ` +
        `${LONGEST_SELECTION} is the most: allow fewer ranks or use shorter identifiers.`;
}

/** Whether two rule sets are the same but for lots: draws, orders, seeds and decisions that break ties. */
export function sameButForLots(one: string, other: string): boolean {
  const first = withoutLots(one);
  return first !== undefined && first === withoutLots(other);
}

function withoutLots(text: string): string | undefined {
  const reading = parseRuleSet(text);
  if (!reading.ok) return undefined;
  const { rules } = reading;
  switch (rules.rule) {
    case 'referendum':
      return formatRuleSet(rules);
    case 'plurality':
    case 'irv':
    case 'scottish-stv-2011':
      return formatRuleSet({ ...rules, lot: [], order: [] });
    case 'rctab':
      return formatRuleSet({ ...rules, decisions: [], order: [], randomSeed: undefined });
    case 'wigm-prf':
    case 'meek-prf':
      return formatRuleSet({ ...rules, order: [] });
  }
}
