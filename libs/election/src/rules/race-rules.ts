import type { RuleSet } from '@scrutin/tabulation';
import { formatRuleSet, parseRuleSet, UNCONTESTED_RULES } from '@scrutin/tabulation';
import type { Race } from '../contests/election.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { FieldProblem } from '../values/field-problem.ts';
import { fieldProblems } from '../values/field-problem.ts';
import { integerProblem, textProblem, wordProblem } from '../values/value-checks.ts';
import { LONGEST_SELECTION, VOTING_METHODS } from '../voting/ballot-rules.ts';
import { unreadableRules } from './unreadable-rules.ts';

/** A ranking with more ranks than this is longer than LONGEST_SELECTION, even with the shortest identifiers. */
const MOST_RANKS = LONGEST_SELECTION / 2;
/** The most candidates that the tabulation counts (`MOST_CANDIDATES` there). */
const MOST_SEATS = 10_000;

/** All problems of the values of a race, including values that do not fit each other. */
export function raceProblems({ method, seats, maxRanks, ruleSet, uncontested }: Race): FieldProblem[] {
  return fieldProblems(
    [['method'], wordProblem('method', VOTING_METHODS, method)],
    [['seats'], integerProblem('number of seats', seats, 1, MOST_SEATS)],
    [
      ['maxRanks'],
      integerProblem('number of ranks', maxRanks, 1, MOST_RANKS) ?? ranksProblem(method, maxRanks),
    ],
    [['ruleSet'], textProblem('rule set', ruleSet, 2_000) ?? ruleProblem(method, ruleSet)],
    [['seats'], seatsProblem(seats, ruleSet)],
    [
      ['uncontested'],
      uncontested === undefined
        ? undefined
        : wordProblem('rule for uncontested races', UNCONTESTED_RULES, uncontested),
    ],
  );
}

function ranksProblem(method: Race['method'], maxRanks: number): LocalizedText | undefined {
  if (method === 'single_choice' && maxRanks !== 1) {
    return { fr: 'Un choix unique a un seul rang.', en: 'A single choice has one rank.' };
  }
  return method === 'ranked_choice' && maxRanks < 2
    ? { fr: 'Un classement a au moins deux rangs.', en: 'A ranking has at least two ranks.' }
    : undefined;
}

function ruleProblem(method: Race['method'], ruleSet: string): LocalizedText | undefined {
  const parsed = parseRuleSet(ruleSet);
  if (!parsed.ok) return unreadableRules(parsed.text);
  const { rules } = parsed;
  if (rules.rule === 'referendum') {
    return {
      fr: 'Le jeu de règles referendum est réservé aux lois.',
      en: 'The rule set referendum is for laws.',
    };
  }
  if (('lot' in rules && rules.lot.length > 0) || ('decisions' in rules && rules.decisions.length > 0)) {
    return {
      fr: 'Un tirage au sort ne fait pas partie des règles d’une circonscription : il s’inscrit au registre quand une égalité le demande.',
      en: 'A lot is no part of the rules of a race: it is put on record when a tie asks for it.',
    };
  }
  return (rules.rule === 'plurality') === (method === 'single_choice')
    ? undefined
    : {
        fr: 'Un choix unique se dépouille selon plurality, et un classement selon un jeu de règles qui lit les classements.',
        en: 'A single choice is counted by plurality, and a ranking by a rule set that reads rankings.',
      };
}

function seatsProblem(seats: number, ruleSet: string): LocalizedText | undefined {
  const parsed = parseRuleSet(ruleSet);
  if (!parsed.ok) return undefined;
  const { rules } = parsed;
  if (seats !== 1 && (rules.rule === 'irv' || isSingleWinner(rules))) {
    return {
      fr: 'Ce jeu de règles pourvoit exactement un siège.',
      en: 'This rule set fills exactly one seat.',
    };
  }
  if (rules.rule === 'rctab' && rules.numberOfWinners !== undefined && rules.numberOfWinners !== seats) {
    return {
      fr: 'Le nombre de personnes à élire selon le jeu de règles diffère du nombre de sièges de la circonscription.',
      en: 'The number of winners in the rule set differs from the seats of the race.',
    };
  }
  return undefined;
}

function isSingleWinner(rules: RuleSet): boolean {
  return rules.rule === 'rctab' && rules.winnerElectionMode === 'singleWinnerMajority';
}

/**
 * The problem with the candidates of a race, if there is one: the longest possible ranking of `candidateIds` must not
 * have more than LONGEST_SELECTION characters.
 */
export function rankingProblem(
  { maxRanks }: Pick<Race, 'maxRanks'>,
  candidateIds: readonly string[],
): LocalizedText | undefined {
  const lengths = candidateIds.map((id) => id.length).sort((a, b) => b - a);
  const ranked = lengths.slice(0, maxRanks);
  // With one separator between each two candidates.
  const longest = ranked.reduce((sum, length) => sum + length, 0) + Math.max(ranked.length - 1, 0);
  if (longest <= LONGEST_SELECTION) return undefined;
  return {
    fr: `Le plus long classement de ${ranked.length} de ces candidatures aurait ${longest} caractères, et le maximum est ${LONGEST_SELECTION} : permettez moins de rangs, ou prenez des identifiants plus courts.`,
    en: `The longest ranking of ${ranked.length} of these candidates would have ${longest} characters, and ${LONGEST_SELECTION} is the most: allow fewer ranks or use shorter identifiers.`,
  };
}

/** Whether two texts mean the same rule set. */
export function isSameRuleSet(one: string, other: string): boolean {
  const [first, second] = [parseRuleSet(one), parseRuleSet(other)];
  return first.ok && second.ok && formatRuleSet(first.rules) === formatRuleSet(second.rules);
}

/** Whether two rule sets are the same except for lots: draws, orders, seeds and decisions that break ties. */
export function sameButForLots(one: string, other: string): boolean {
  const first = withoutLots(one);
  return first !== undefined && first === withoutLots(other);
}

function withoutLots(text: string): string | undefined {
  const parsed = parseRuleSet(text);
  if (!parsed.ok) return undefined;
  const { rules } = parsed;
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
