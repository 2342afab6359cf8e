import { objectOf } from './formats/json-value.ts';
import { candidateNames, rctabRulesFrom, withoutEffect } from './formats/rctab-config.ts';
import type { RuleSet } from './rule-set.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import { fractionOf, parseShare } from './share.ts';

/** A parsed rule set, or what is wrong with the text. */
export type ParsedRuleSet =
  | { readonly ok: true; readonly rules: RuleSet }
  | {
      readonly ok: false;
      /** The English text, for programs that people run. */
      readonly problem: string;
      readonly text: LocalizedText;
    };

interface LocalizedText {
  readonly fr: string;
  readonly en: string;
}

function unreadable(text: LocalizedText): ParsedRuleSet {
  return { ok: false, problem: text.en, text };
}

/** The options by name. It is a Map because somebody may type `constructor` or `__proto__`. */
type Options = ReadonlyMap<string, string>;

const LIST_SEPARATOR = '/';

/**
 * Parses `NAME` or `NAME:option=value,option=value`, such as `scottish-stv-2011:lot=c3/c1` or
 * `referendum:threshold=2/3,quorum=40%,electors=12000`. Options that are left out have their defaults, and lists of candidates are
 * joined by `/`. The options of `rctab` have the names and values of an RCTab configuration. An option that is given
 * twice, or that has no effect in combination with the others, is refused.
 */
export function parseRuleSet(text: string): ParsedRuleSet {
  const colon = text.indexOf(':');
  const name = (colon === -1 ? text : text.slice(0, colon)).trim();
  const options = new Map<string, string>();
  for (const part of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals === -1) {
      return unreadable({
        fr: `${part.trim()} : il faut option=valeur. Joignez les candidatures par ${LIST_SEPARATOR}, et donnez par son numéro celle dont le nom contient une virgule ou une barre oblique, comme dans lot=c2/c1`,
        en: `${part.trim()}: expected option=value. Candidates must be joined by ${LIST_SEPARATOR}, and a candidate whose name contains a comma or a slash must be given by number, as in lot=c2/c1`,
      });
    }
    const option = part.slice(0, equals).trim();
    if (options.has(option)) {
      const isList = LISTS.has(option);
      const example = `${LIST_SEPARATOR}, as in ${option}=c3/c1`;
      const exemple = `${LIST_SEPARATOR}, comme dans ${option}=c3/c1`;
      return unreadable({
        fr: `${option} : donné deux fois${isList ? ` : joignez les candidatures par ${exemple}` : ''}`,
        en: `${option}: given twice${isList ? `: join candidates by ${example}` : ''}`,
      });
    }
    options.set(option, part.slice(equals + 1).trim());
  }
  const defaults = Object.values(DEFAULT_RULES).find(({ rule }) => rule === name);
  if (defaults === undefined) {
    const known = Object.keys(DEFAULT_RULES).join(', ');
    return unreadable({
      fr: `${name} : ce n’est pas un jeu de règles (${known})`,
      en: `${name}: not a rule set (${known})`,
    });
  }
  const unknown = [...options.keys()].find((option) => option === 'rule' || !Object.hasOwn(defaults, option));
  if (unknown !== undefined) {
    const known = Object.keys(defaults)
      .filter((option) => option !== 'rule')
      .join(', ');
    return unreadable({
      fr: `${unknown} : ce n’est pas une option de ${name} (${known})`,
      en: `${unknown}: not an option of ${name} (${known})`,
    });
  }
  return name === 'rctab' ? rctab(options) : withOptions(defaults, options);
}

/**
 * The text that {@link parseRuleSet} parses to the same rule set. It has only the options that differ from the default.
 */
export function formatRuleSet(rules: RuleSet): string {
  const defaults = objectOf(DEFAULT_RULES[rules.rule]) ?? {};
  const options = Object.entries(rules)
    .map(([option, value]) => [option, valueText(value), valueText(defaults[option])] as const)
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

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(LIST_SEPARATOR);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
}

function rctab(options: Options): ParsedRuleSet {
  const parsed = rctabRulesFrom(Object.fromEntries(options));
  if (!parsed.ok) return unreadable({ fr: parsed.problem, en: parsed.problem });
  const idle = withoutEffect(parsed.value);
  const problem = idle === undefined ? namedTwice(parsed.value.order) : { fr: idle, en: idle };
  return problem === undefined ? { ok: true, rules: parsed.value } : unreadable(problem);
}

/** The values that each option of the other rule sets may have. */
const CLOSED_SETS: Readonly<Record<string, readonly string[]>> = {
  comparison: ['more-than', 'at-least'],
  base: ['valid', 'cast', 'electors'],
  overvoteRule: ['alwaysSkipToNextRank', 'exhaustImmediately', 'exhaustIfMultipleContinuing'],
  ties: ['earlier-rounds', 'lot'],
  majorityOf: ['round', 'first-round'],
};
const LISTS = new Set(['lot', 'order', 'decisions']);
const FLAGS = new Set([
  'exhaustOnDuplicateCandidate',
  'batchElimination',
  'continueUntilTwo',
  'defeatSureLosers',
]);
const SHARES = new Set(['threshold', 'quorum']);
/** The options that are whole numbers, each with the word for "no limit" if it has one. */
const NUMBERS: Readonly<Record<string, string | undefined>> = {
  electors: undefined,
  quorumBallots: undefined,
  maxSkippedRanksAllowed: 'unlimited',
  maxRankingsAllowed: 'max',
};

function withOptions(defaults: RuleSet, options: Options): ParsedRuleSet {
  const rules: Record<string, unknown> = { ...defaults };
  for (const [option, text] of options) {
    const value = optionValue(option, text);
    if (value === undefined) {
      return unreadable({
        fr: `${option} : ${text} n’est pas une valeur permise`,
        en: `${option}: ${text} is not a valid value`,
      });
    }
    rules[option] = value;
  }
  const ruleSet = rules as unknown as RuleSet;
  const problem = 'order' in ruleSet ? namedTwice(ruleSet.order) : electorsProblem(ruleSet);
  return problem === undefined ? { ok: true, rules: ruleSet } : unreadable(problem);
}

function namedTwice(order: readonly string[]): LocalizedText | undefined {
  const repeated = order.find((candidate, index) => order.indexOf(candidate) !== index);
  if (repeated === undefined) return undefined;
  return { fr: `order : ${repeated} y est deux fois`, en: `order: ${repeated} is named twice` };
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

function optionValue(
  option: string,
  text: string,
): string | number | boolean | readonly string[] | undefined {
  if (option === 'proposal') return text === '' ? undefined : text;
  if (LISTS.has(option)) {
    const names = candidateNames(text);
    return names.includes('') ? undefined : names;
  }
  if (FLAGS.has(option)) return text === 'true' ? true : text === 'false' ? false : undefined;
  if (Object.hasOwn(CLOSED_SETS, option))
    return CLOSED_SETS[option]?.includes(text) === true ? text : undefined;
  // A number without a sign is a percentage, as in rule sets of older counts.
  if (SHARES.has(option)) return parseShare(/^[\d.]+$/.test(text) ? `${text}%` : text);
  if (Object.hasOwn(NUMBERS, option) && text === NUMBERS[option]) return text;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
