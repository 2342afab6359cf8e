import type { RuleSet, TabulationResult } from '@scrutin/tabulation';
import {
  formatRuleSet,
  parseRuleSet,
  referendumRules,
  undrawnTie,
  undrawnTieAdvice,
} from '@scrutin/tabulation';
import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { Law } from '../contests/law.ts';
import type { ResultsVisibility } from '../contests/results-visibility.ts';
import type { ContestState } from '../life/lifecycle.ts';
import { statePhrase } from '../life/state-phrase.ts';
import { sameButForLots } from '../rules/race-rules.ts';

/** The rule set that a law is counted by, which its quorum and threshold give. That of a race is `Race.ruleSet`. */
export function ruleSetOfLaw(law: Pick<Law, 'quorumVotes' | 'thresholdBasisPoints'>): string {
  return formatRuleSet(referendumRules(law));
}

/** No count is made before the closing, nor shown, unless everybody may see the results as they come; none once it is final. */
export function countingRefusal(state: ContestState, visibility: ResultsVisibility): Refusal | undefined {
  if (state === 'certified') {
    return refused('state-forbids', 'It is certified: its result is final, and nothing is counted any more.');
  }
  if (state === 'closed') return undefined;
  if (state === 'open' && visibility === 'live') return undefined;
  return refused('state-forbids', `It is ${statePhrase(state)}: it is counted after the closing.`);
}

/** The rules to count by, or why nobody counts by them: they must be those of the contest, but for lots. */
export function rulesToCountBy(
  ruleSet: string,
  ofContest: string,
): { readonly ok: true; readonly value: RuleSet } | Refusal {
  const reading = parseRuleSet(ruleSet);
  if (!reading.ok) return refused('invalid', `The rule set cannot be read: ${reading.problem}.`);
  return sameButForLots(ruleSet, ofContest)
    ? { ok: true, value: reading.rules }
    : refused('invalid', `It is counted by ${ofContest}: only lots may be added to that.`);
}

/** What is published was counted to its end, by the rules that voters were told, and no tie in it was broken by an order. */
export function publicationRefusal(
  count: { readonly ruleSet: string; readonly result: unknown },
  ofContest: string,
): Refusal | undefined {
  if (!isComplete(count.result)) return refused('incomplete', 'This count did not come to its end.');
  const rules = rulesToCountBy(count.ruleSet, ofContest);
  if (!rules.ok) {
    return refused('invalid', `It is counted by ${ofContest}, and this count was by ${count.ruleSet}.`);
  }
  const tie = undrawnTie(count.result, rules.value);
  return tie === undefined
    ? undefined
    : refused('incomplete', `A tie of ${tie.candidates.join(', ')} ${undrawnTieAdvice(tie)}.`);
}

/** Whether a stored result is a count that came to its end. */
export function isComplete(result: unknown): result is Extract<TabulationResult, { status: 'complete' }> {
  return typeof result === 'object' && result !== null && 'status' in result && result.status === 'complete';
}

/** What an official is told when ballots and tallies of a contest disagree. */
export function talliesDiffer(contest: string): string {
  return (
    `The tallies of ${contest} are not those of its ballots: one of them was changed by another way than counting. ` +
    'Nothing is counted or certified until that is explained; docs/AUDITING.md says how to find the difference.'
  );
}
