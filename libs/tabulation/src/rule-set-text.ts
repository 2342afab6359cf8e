import { isShort, parseDecimal } from './decimal.ts';
import { objectOf } from './formats/json-value.ts';
import { candidateNames, rctabRulesFrom, withoutEffect } from './formats/rctab-config.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import type { RuleSet } from './rule-set.ts';

export type RuleSetReading =
  { readonly ok: true; readonly rules: RuleSet } | { readonly ok: false; readonly problem: string };

/** A Map, as `constructor` and `__proto__` are words that may be given. */
type Options = ReadonlyMap<string, string>;

const LIST_SEPARATOR = '/';

/**
 * Reads `NAME` or `NAME:option=value,option=value`, as `scottish-stv-2011:lot=c3/c1` or
 * `referendum:quorum=40,electors=12000`. Options left out have their defaults; lists of candidates are
 * joined by `/`. The options of `rctab` have the names and values of an RCTab configuration. An option that is
 * given twice, or that would have no effect beside the others, is refused.
 */
export function parseRuleSet(text: string): RuleSetReading {
  const colon = text.indexOf(':');
  const name = (colon === -1 ? text : text.slice(0, colon)).trim();
  const options = new Map<string, string>();
  for (const part of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals === -1) {
      return {
        ok: false,
        problem:
          `${part.trim()}: option=value is wanted. Candidates are joined by ${LIST_SEPARATOR}, and one whose name holds ` +
          'a comma or a slash is named by number, as lot=c2/c1',
      };
    }
    const option = part.slice(0, equals).trim();
    if (options.has(option)) {
      const joined = LISTS.has(option) ? `: join candidates by ${LIST_SEPARATOR}, as ${option}=c3/c1` : '';
      return { ok: false, problem: `${option}: given twice${joined}` };
    }
    options.set(option, part.slice(equals + 1).trim());
  }
  const defaults = Object.values(DEFAULT_RULES).find(({ rule }) => rule === name);
  if (defaults === undefined) {
    return { ok: false, problem: `${name}: not a rule set (${Object.keys(DEFAULT_RULES).join(', ')})` };
  }
  const unknown = [...options.keys()].find((option) => option === 'rule' || !Object.hasOwn(defaults, option));
  if (unknown !== undefined) {
    const known = Object.keys(defaults).filter((option) => option !== 'rule');
    return { ok: false, problem: `${unknown}: not an option of ${name} (${known.join(', ')})` };
  }
  return name === 'rctab' ? rctab(options) : withOptions(defaults, options);
}

/** The text that {@link parseRuleSet} reads back as the same rule set; only options that differ from the default. */
export function formatRuleSet(rules: RuleSet): string {
  const defaults = objectOf(DEFAULT_RULES[rules.rule]) ?? {};
  const options = Object.entries(rules)
    .map(([option, value]) => [option, valueText(value), valueText(defaults[option])] as const)
    .filter(([option, value, normally]) => option !== 'rule' && value !== normally)
    .map(([option, value]) => `${option}=${value}`);
  return options.length === 0 ? rules.rule : `${rules.rule}:${options.join(',')}`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(LIST_SEPARATOR);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
}

function rctab(options: Options): RuleSetReading {
  const reading = rctabRulesFrom(Object.fromEntries(options));
  if (!reading.ok) return reading;
  const problem = withoutEffect(reading.value) ?? namedTwice(reading.value.order);
  return problem === undefined ? { ok: true, rules: reading.value } : { ok: false, problem };
}

/** What each option of the other rule sets may be. */
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
const PERCENTAGES = new Set(['threshold', 'quorum']);
/** Whole numbers, with the word that stands for no limit where there is one. */
const NUMBERS: Readonly<Record<string, string | undefined>> = {
  electors: undefined,
  quorumBallots: undefined,
  maxSkippedRanksAllowed: 'unlimited',
  maxRankingsAllowed: 'max',
};

function withOptions(defaults: RuleSet, options: Options): RuleSetReading {
  const rules: Record<string, unknown> = { ...defaults };
  for (const [option, text] of options) {
    const value = optionValue(option, text);
    if (value === undefined) return { ok: false, problem: `${option}: ${text} is not a value it can have` };
    rules[option] = value;
  }
  const read = rules as unknown as RuleSet;
  const problem = 'order' in read ? namedTwice(read.order) : electorsProblem(read);
  return problem === undefined ? { ok: true, rules: read } : { ok: false, problem };
}

function namedTwice(order: readonly string[]): string | undefined {
  const twice = order.find((candidate, index) => order.indexOf(candidate) !== index);
  return twice === undefined ? undefined : `order: ${twice} is named twice`;
}

function electorsProblem(rules: RuleSet): string | undefined {
  if (rules.rule !== 'referendum' || rules.electors === undefined || rules.base === 'electors')
    return undefined;
  return parseDecimal(rules.quorum)?.units === 0n
    ? 'electors: it has no effect without quorum= or base=electors'
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
  if (PERCENTAGES.has(option)) {
    const percentage = isShort(text) ? parseDecimal(text) : undefined;
    return percentage === undefined || percentage.units < 0n ? undefined : text;
  }
  if (Object.hasOwn(NUMBERS, option) && text === NUMBERS[option]) return text;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
