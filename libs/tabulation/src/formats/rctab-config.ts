import { asGiven } from '../as-given.ts';
import { parseDecimal } from '../decimal.ts';
import type { LocalizedText } from '../localized-text.ts';
import type { OptionValue, ReadValue, ValueKind } from '../option-value.ts';
import { expectedValue, readValue, unexpected } from '../option-value.ts';
import type { RctabRules } from '../rule-set.ts';
import { DEFAULT_RULES, optionsOf } from '../rule-sets.ts';
import type { JsonObject } from './json-value.ts';
import { textOf, textsOf } from './json-value.ts';

/** The options of a configuration that have no effect on a count. */
const REMARKS = ['rulesDescription'];

/** The rules of an RCTab configuration, or the first problem in it. */
export type RctabRulesRead =
  { readonly ok: true; readonly rules: RctabRules } | { readonly ok: false; readonly problem: LocalizedText };

/** Reads the `rules` of an RCTab configuration. An option that is left out or empty has RCTab's default. */
export function rctabRulesFrom(config: JsonObject): RctabRulesRead {
  const values: Record<string, OptionValue | undefined> = {};
  for (const [name, { value: kind, default: normally }] of optionsOf('rctab')) {
    const given = config[name];
    const read = readGiven(kind, given);
    if (read !== undefined && 'expected' in read) {
      return { ok: false, problem: unexpected(name, read.expected, shown(given)) };
    }
    values[name] = read === undefined ? normally : read.value;
  }
  const rules = { rule: 'rctab', ...values } as unknown as RctabRules;
  if (parseDecimal(rules.minimumVoteThreshold)?.units === 0n) return { ok: true, rules };
  const { minimumVoteThreshold: asked } = rules;
  return {
    ok: false,
    problem: {
      fr: `minimumVoteThreshold : RCTab 2.0.1 n’a plus cette règle, et ${asGiven(asked)} n’aurait aucun effet : retirez cette option (cutoffElimination élimine les candidatures qui sont sous le seuil)`,
      en: `minimumVoteThreshold: RCTab 2.0.1 no longer has this rule, so ${asGiven(asked)} would have no effect: leave it out (cutoffElimination eliminates all who are below the threshold of election)`,
    },
  };
}

/** Reads a value of a configuration: a text, a number, a boolean or a list. Undefined if it is empty. */
function readGiven(kind: ValueKind, given: unknown): ReadValue | undefined {
  if (Array.isArray(given)) {
    const names = kind.kind === 'candidates' ? textsOf(given) : undefined;
    return names?.includes('') === false ? { value: names } : { expected: expectedValue(kind) };
  }
  const text =
    typeof given === 'boolean' && kind.kind === 'flag' ? String(given) : textOf(given ?? '')?.trim();
  if (text === '') return undefined;
  return text === undefined ? { expected: expectedValue(kind) } : readValue(kind, text);
}

function shown(given: unknown): string {
  return textOf(given)?.trim() ?? JSON.stringify(given);
}

/** Describes an option of a configuration that the count would ignore. Undefined when all options are known. */
export function unknownInConfig(config: JsonObject): LocalizedText | undefined {
  if (config['treatBlankAsUndeclaredWriteIn'] === true) {
    return {
      fr: 'treatBlankAsUndeclaredWriteIn : un rang vide ne compte pas comme un nom ajouté non déclaré',
      en: 'treatBlankAsUndeclaredWriteIn: blank ranks are not counted for undeclared write-ins',
    };
  }
  const known = [...optionsOf('rctab').keys(), ...REMARKS, 'treatBlankAsUndeclaredWriteIn'];
  const unknown = Object.keys(config).find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : {
        fr: `${asGiven(unknown)} : RCTab 2.0.1 n’a pas une telle option qui agisse sur le dépouillement`,
        en: `${asGiven(unknown)}: RCTab 2.0.1 has no such option with an effect on the count`,
      };
}

/** Describes an option that has no effect in combination with the others. Undefined when all options have one. */
export function withoutEffect(rules: RctabRules): LocalizedText | undefined {
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
  const idle: readonly (readonly [name: string, given: boolean, beside: string, frenchBeside?: string])[] = [
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
      `winnerElectionMode=${mode} sans nonIntegerWinningThreshold`,
    ],
  ];
  const ineffective = idle.find(([, given]) => given);
  if (ineffective === undefined) return undefined;
  const [name, , beside, frenchBeside = beside] = ineffective;
  return { fr: `${name} : sans effet avec ${frenchBeside}`, en: `${name}: it has no effect with ${beside}` };
}
