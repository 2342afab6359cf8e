import type { AdminElectionDetailBody } from '@scrutin/contracts/admin';
import { numberOf } from '../forms/number-of.ts';
import type { UsualRules } from './rule-texts.ts';
import { USUAL_RULES } from './rule-texts.ts';

export type Race = AdminElectionDetailBody['races'][number];

/** What the form of a race edits. Numbers are kept as they are typed. */
export interface RaceValues {
  readonly method: Race['method'];
  readonly seats: string;
  readonly maxRanks: string;
  readonly ruleSet: string;
  readonly uncontested: NonNullable<Race['uncontested']> | 'undecided';
}

export const NEW_RACE: RaceValues = {
  method: 'single_choice',
  seats: '1',
  maxRanks: '3',
  ruleSet: 'plurality',
  uncontested: 'undecided',
};

export function raceValuesOf(race: Race): RaceValues {
  return {
    method: race.method,
    seats: String(race.seats),
    maxRanks: race.method === 'single_choice' ? NEW_RACE.maxRanks : String(race.max_ranks),
    ruleSet: race.rule_set,
    uncontested: race.uncontested ?? 'undecided',
  };
}

/** The body of the request. What is not a number stays a text, so that the office says what is wrong with it. */
export function raceBody({ method, seats, maxRanks, ruleSet, uncontested }: RaceValues) {
  return {
    method,
    seats: numberOf(seats),
    max_ranks: method === 'single_choice' ? 1 : numberOf(maxRanks),
    rule_set: ruleSet,
    uncontested: uncontested === 'undecided' ? null : uncontested,
  };
}

/** Whether a rule set is one of those that are offered by name for this way of voting. */
export function isUsual(method: Race['method'], ruleSet: string): ruleSet is UsualRules {
  return (USUAL_RULES[method] as readonly string[]).includes(ruleSet);
}
