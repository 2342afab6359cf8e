import type { Candidate } from './contest.ts';
import { foldName } from './formats/candidate-name.ts';
import type { ReadOutcome } from './formats/read-outcome.ts';
import { read, unreadable } from './formats/read-outcome.ts';
import type { LocalizedText } from './localized-text.ts';
import type { RuleSet } from './rule-set.ts';

/** Matches an identifier that cannot be written in the text of a rule set, or not within single quotes in a shell. */
const UNSAFE = /[,/=:'\s]|^$/;

/**
 * The text that names a candidate in a rule set: the identifier, or the number (`c2` is the second candidate of the
 * contest) when the identifier contains a character that has a meaning there.
 */
export function candidateReference(id: string, candidates: readonly Candidate[]): string {
  const number = `c${candidates.findIndex((candidate) => candidate.id === id) + 1}`;
  return UNSAFE.test(id) && !candidates.some((candidate) => candidate.id === number) ? number : id;
}

/**
 * Replaces the numbers (`c2`) and names of candidates in a rule set by their identifiers. A name that no candidate has
 * is left unchanged, and the count refuses it. A name that several candidates have is a problem.
 */
export function rulesForCandidates(rules: RuleSet, candidates: readonly Candidate[]): ReadOutcome<RuleSet> {
  const problems: LocalizedText[] = [];
  const resolve = (given: string): string => {
    const id = identifierOf(given, candidates);
    if (id.ok) return id.value;
    problems.push(id.text);
    return given;
  };
  const resolveAll = (given: readonly string[]): readonly string[] => given.map(resolve);
  const resolved: RuleSet = {
    ...rules,
    ...('lot' in rules ? { lot: resolveAll(rules.lot) } : {}),
    ...('order' in rules ? { order: resolveAll(rules.order) } : {}),
    ...('decisions' in rules ? { decisions: resolveAll(rules.decisions) } : {}),
    ...('proposal' in rules ? { proposal: resolve(rules.proposal) } : {}),
  };
  if ('order' in resolved && new Set(resolved.order).size !== resolved.order.length) {
    problems.push({
      fr: 'order : une candidature est nommée deux fois',
      en: 'order: a candidate is named twice',
    });
  }
  return problems[0] === undefined ? read(resolved) : unreadable(problems[0]);
}

/**
 * Marks withdrawn candidates as excluded. They are given by identifier, number or name; a text that names no candidate,
 * or several, is a problem.
 */
export function withoutWithdrawn(
  candidates: readonly Candidate[],
  withdrawn: readonly string[],
): ReadOutcome<readonly Candidate[]> {
  const withdrawnIds = new Set<string>();
  for (const given of withdrawn) {
    const id = identifierOf(given, candidates);
    if (!id.ok) return id;
    if (!candidates.some((candidate) => candidate.id === id.value)) {
      return unreadable({
        fr: `« ${given} », qui s’est retiré, n’est pas une candidature`,
        en: `${given}, who withdrew, is not a candidate`,
      });
    }
    withdrawnIds.add(id.value);
  }
  return read(candidates.map((one) => (withdrawnIds.has(one.id) ? { ...one, excluded: true } : one)));
}

function identifierOf(given: string, candidates: readonly Candidate[]): ReadOutcome<string> {
  if (candidates.some(({ id }) => id === given)) return read(given);
  const number = /^c([1-9]\d{0,4})$/i.exec(given)?.[1];
  const numbered = number === undefined ? undefined : candidates[Number(number) - 1];
  if (numbered !== undefined) return read(numbered.id);
  const [named, ...others] = candidates.filter(({ name }) => foldName(name) === foldName(given));
  if (others.length > 0)
    return unreadable({
      fr: `« ${given} » est le nom de ${others.length + 1} candidatures : donnez le numéro de l’une d’elles`,
      en: `${given} is the name of ${others.length + 1} candidates: give the number of one of them`,
    });
  return read(named?.id ?? given);
}
