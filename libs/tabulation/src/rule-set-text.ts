import { asGiven } from './as-given.ts';
import { rctabRulesFrom, withoutEffect } from './formats/rctab-config.ts';
import type { LocalizedText } from './localized-text.ts';
import type { OptionValue } from './option-value.ts';
import { LIST_SEPARATOR, readValue, unexpected, valueText } from './option-value.ts';
import type { RuleName, RuleSet } from './rule-set.ts';
import { optionsOf, RULE_NAMES, ruleNameOf } from './rule-sets.ts';
import { fractionOf } from './share.ts';

/** A parsed rule set, or what is wrong with the text. */
export type ParsedRuleSet =
  | { readonly ok: true; readonly rules: RuleSet }
  | {
      readonly ok: false;
      /** The English text, for programs that people run. */
      readonly problem: string;
      readonly text: LocalizedText;
    };

function unreadable(text: LocalizedText): ParsedRuleSet {
  return { ok: false, problem: text.en, text };
}

/** The options by name. It is a Map because somebody may type `constructor` or `__proto__`. */
type Options = ReadonlyMap<string, string>;

/**
 * Parses `NAME` or `NAME:option=value,option=value`, such as `scottish-stv-2011:lot=c3/c1` or
 * `referendum:threshold=2/3,quorum=40%,electors=12000`. Options that are left out have their defaults, and lists of candidates are
 * joined by `/`. The options of `rctab` have the names and values of an RCTab configuration. An option that is given
 * twice, or that has no effect in combination with the others, is refused.
 */
export function parseRuleSet(text: string): ParsedRuleSet {
  const colon = text.indexOf(':');
  const name = (colon === -1 ? text : text.slice(0, colon)).trim();
  const rule = ruleNameOf(name);
  const options = new Map<string, string>();
  for (const part of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals === -1) {
      return unreadable({
        fr: `${asGiven(part.trim())} : il faut option=valeur. Joignez les candidatures par ${LIST_SEPARATOR}, et donnez par son numéro celle dont le nom contient une virgule ou une barre oblique, comme dans lot=c2/c1`,
        en: `${asGiven(part.trim())}: expected option=value. Candidates must be joined by ${LIST_SEPARATOR}, and a candidate whose name contains a comma or a slash must be given by number, as in lot=c2/c1`,
      });
    }
    const option = part.slice(0, equals).trim();
    if (options.has(option)) {
      const isList = rule !== undefined && optionsOf(rule).get(option)?.value.kind === 'candidates';
      const example = `${LIST_SEPARATOR}, as in ${asGiven(option)}=c3/c1`;
      const exemple = `${LIST_SEPARATOR}, comme dans ${asGiven(option)}=c3/c1`;
      return unreadable({
        fr: `${asGiven(option)} : donné deux fois${isList ? ` : joignez les candidatures par ${exemple}` : ''}`,
        en: `${asGiven(option)}: given twice${isList ? `: join candidates by ${example}` : ''}`,
      });
    }
    options.set(option, part.slice(equals + 1).trim());
  }
  if (rule === undefined) {
    const known = RULE_NAMES.join(', ');
    return unreadable({
      fr: `${asGiven(name)} : ce n’est pas un jeu de règles (${known})`,
      en: `${asGiven(name)}: not a rule set (${known})`,
    });
  }
  const declared = optionsOf(rule);
  const unknown = [...options.keys()].find((option) => !declared.has(option));
  if (unknown !== undefined) {
    const known = [...declared.keys()].join(', ');
    return unreadable({
      fr: `${asGiven(unknown)} : ce n’est pas une option de ${name} (${known})`,
      en: `${asGiven(unknown)}: not an option of ${name} (${known})`,
    });
  }
  return rule === 'rctab' ? rctab(options) : withOptions(rule, options);
}

/**
 * The text that {@link parseRuleSet} parses to the same rule set. It has only the options that differ from the default.
 */
export function formatRuleSet(rules: RuleSet): string {
  const declared = optionsOf(rules.rule);
  const options = Object.entries<OptionValue | undefined>({ ...rules })
    .map(([option, value]) => [option, valueText(value), valueText(declared.get(option)?.default)] as const)
    .filter(([option, value, normally]) => option !== 'rule' && value !== normally)
    .map(([option, value]) => `${option}=${value}`);
  return options.length === 0 ? rules.rule : `${rules.rule}:${options.join(',')}`;
}

/** Whether a text that {@link parseRuleSet} accepts names this option itself, even with its default value. */
export function namesOption(text: string, option: string): boolean {
  return text
    .slice(text.indexOf(':') + 1)
    .split(',')
    .some((part) => part.includes('=') && part.slice(0, part.indexOf('=')).trim() === option);
}

function rctab(options: Options): ParsedRuleSet {
  const parsed = rctabRulesFrom(Object.fromEntries(options));
  if (!parsed.ok) return unreadable(parsed.problem);
  const problem = withoutEffect(parsed.rules) ?? namedTwice(parsed.rules.order);
  return problem === undefined ? { ok: true, rules: parsed.rules } : unreadable(problem);
}

function withOptions(rule: RuleName, options: Options): ParsedRuleSet {
  const rules: Record<string, unknown> = { rule };
  for (const [option, { value: kind, default: normally }] of optionsOf(rule)) {
    const text = options.get(option);
    const read = text === undefined ? { value: normally } : readValue(kind, text);
    if ('expected' in read) return unreadable(unexpected(option, read.expected, text ?? ''));
    rules[option] = read.value;
  }
  const ruleSet = rules as unknown as RuleSet;
  const problem = 'order' in ruleSet ? namedTwice(ruleSet.order) : electorsProblem(ruleSet);
  return problem === undefined ? { ok: true, rules: ruleSet } : unreadable(problem);
}

function namedTwice(order: readonly string[]): LocalizedText | undefined {
  const repeated = order.find((candidate, index) => order.indexOf(candidate) !== index);
  if (repeated === undefined) return undefined;
  return {
    fr: `order : ${asGiven(repeated)} y est deux fois`,
    en: `order: ${asGiven(repeated)} is named twice`,
  };
}

function electorsProblem(rules: RuleSet): LocalizedText | undefined {
  if (rules.rule !== 'referendum' || rules.electors === undefined || rules.base === 'electors')
    return undefined;
  return fractionOf(rules.quorum).numerator === 0n
    ? {
        fr: 'electors : sans effet sans quorum= ni base=electors',
        en: 'electors: it has no effect without quorum= or base=electors',
      }
    : undefined;
}
