import type { DrawnLot, Draws, RuleSet, TabulationResult } from '@scrutin/tabulation';
import { formatRuleSet, namesOption, parseRuleSet, referendumRules, undrawnTie } from '@scrutin/tabulation';
import type { ActOutcome, Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { Law } from '../contests/law.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { Disclosure } from '../contests/results-public.ts';
import { resultsArePublic } from '../contests/results-public.ts';
import { contestState } from '../life/lifecycle.ts';
import { statePhrase } from '../life/state-phrase.ts';
import { isSameRuleSet, sameButForLots } from '../rules/race-rules.ts';
import { unreadableRules } from '../rules/unreadable-rules.ts';
import { instantInWords } from '../values/instant-in-words.ts';

/**
 * The rule set of a law, made from its quorum and threshold. The rule set of a race is `Race.ruleSet`.
 *
 * @param registeredVoters the credentials on the roll; undefined without a roll
 */
export function ruleSetOfLaw(
  law: Pick<Law, 'quorumVotes' | 'quorumShare' | 'threshold' | 'thresholdBase'>,
  registeredVoters: bigint | undefined,
): string {
  return formatRuleSet(referendumRules(law, registeredVoters));
}

/**
 * The refusal to count a contest, or to publish a count, at `nowMs`. A draft and a contest before its opening are not
 * counted. From the opening to the certification, a contest is counted if its results are public. After the
 * certification it is never counted, because the result is final.
 */
export function countingRefusal(
  contest: Pick<Law, 'status' | 'window' | 'resultsVisibility'>,
  nowMs: number,
): Refusal | undefined {
  const state = contestState(contest.status, contest.window, nowMs);
  if (state === 'certified') {
    return refused('state-forbids', {
      fr: 'Le scrutin est certifié : son résultat est définitif et ne se dépouille plus.',
      en: 'It is certified: its result is final, and it cannot be counted again.',
    });
  }
  if ((state === 'open' || state === 'closed') && resultsArePublic(contest, nowMs)) return undefined;
  const phrase = statePhrase(state);
  return refused('state-forbids', {
    fr: `Le scrutin est ${phrase.fr} : il se dépouille après la clôture.`,
    en: `It is ${phrase.en}: it is counted after the closing.`,
  });
}

/** The refusal to count a contest only to look at the count, which nobody may do before its results are public. */
export function lookRefusal(
  contest: Disclosure & { readonly timeZone: string },
  nowMs: number,
): Refusal | undefined {
  if (resultsArePublic(contest, nowMs)) return undefined;
  const closesAt = instantInWords(contest.window.closesAtMs, contest.timeZone);
  return refused('state-forbids', {
    fr: `Ce scrutin ne se dépouille pas encore : ses résultats sont publics après la clôture, le ${closesAt.fr}.`,
    en: `It is not counted yet: its results are public after the closing, on ${closesAt.en}.`,
  });
}

/** Reads a rule set that somebody asked for. */
export function readRules(ruleSet: string): ActOutcome<RuleSet> {
  const parsed = parseRuleSet(ruleSet);
  return parsed.ok ? { ok: true, value: parsed.rules } : refused('invalid', unreadableRules(parsed.text));
}

/** The rules to count by for the record. They must be those of the contest; lots are on record by themselves. */
export function rulesToCountBy(ruleSet: string, ofContest: string): ActOutcome<RuleSet> {
  const rules = readRules(ruleSet);
  if (!rules.ok) return rules;
  if (isSameRuleSet(ruleSet, ofContest)) return rules;
  return sameButForLots(ruleSet, ofContest)
    ? refused('invalid', {
        fr: `Ce scrutin se dépouille selon ${ofContest} : un tirage au sort s’inscrit au registre et ne s’ajoute pas aux règles.`,
        en: `It is counted by ${ofContest}: a lot is put on record, and is not added to the rules.`,
      })
    : refused('invalid', {
        fr: `Ce scrutin se dépouille selon ${ofContest}, et selon rien d’autre.`,
        en: `It is counted by ${ofContest} and by nothing else.`,
      });
}

/**
 * The draws of a count for the record. A tie that nobody drew for is never broken in silence: the order of the ballot
 * may break one only if the rules of the contest name the mode `useCandidateOrder` themselves, and a seed only if they
 * name it.
 */
export function drawsOf(ruleSet: string, lots: readonly DrawnLot[]): Draws {
  return { lots, allowsBallotOrder: namesOption(ruleSet, 'tiebreakMode'), allowsDefaultSeed: false };
}

/** The refusal to publish a count: it must be complete and made by the rules of the contest, and every tie drawn. */
export function publicationRefusal(
  count: { readonly ruleSet: string; readonly result: unknown },
  ofContest: string,
): Refusal | undefined {
  if (!isComplete(count.result))
    return refused('incomplete', {
      fr: 'Ce dépouillement n’est pas complet.',
      en: 'This count is not complete.',
    });
  const rules = rulesToCountBy(count.ruleSet, ofContest);
  if (!rules.ok) {
    return refused('invalid', {
      fr: `Ce scrutin se dépouille selon ${ofContest}, et ce dépouillement a été fait selon ${count.ruleSet}.`,
      en: `It is counted by ${ofContest}, and this count was by ${count.ruleSet}.`,
    });
  }
  const tie = undrawnTie(count.result, rules.value);
  if (tie === undefined || (tie.method.kind === 'ballot-order' && namesOption(ofContest, 'tiebreakMode')))
    return undefined;
  const tied = tie.candidates.join(', ');
  return refused('incomplete', {
    fr: `Personne n’a tiré au sort pour l’égalité entre ${tied} : dépouillez de nouveau, et inscrivez le tirage.`,
    en: `Nobody drew for the tie of ${tied}: count again, and put the lot on record.`,
  });
}

/** Whether a stored result is that of a complete count. */
export function isComplete(result: unknown): result is Extract<TabulationResult, { status: 'complete' }> {
  return typeof result === 'object' && result !== null && 'status' in result && result.status === 'complete';
}

/** The sentence for an official when the tallies of a contest differ from its ballots. */
export function talliesDiffer(contest: string): LocalizedText {
  return {
    fr: `Les totaux de ${contest} diffèrent de ses bulletins : les uns ou les autres ont été changés autrement que par le compte des votes. Rien n’est dépouillé ni certifié tant que cela n’est pas expliqué ; docs/AUDITING.md dit comment trouver la différence.`,
    en: `The tallies of ${contest} differ from its ballots: one of them was changed in another way than by counting. Nothing is counted or certified until that is explained; docs/AUDITING.md says how to find the difference.`,
  };
}
