import { skeletonsOf } from './look-alike-names.ts';

/** The signs and words that programs and people put between the names of an overvote, or of a ranking in one cell. */
const JOINS = /\s*(?:\/\/?|[\\;&+,|]|\s[-\u2013\u2014]\s|\s(?:and|et|or|ou|y|und|then|puis)\s)\s*/iu;

/** A name that may consist of several names, with these parts. */
interface Joined {
  readonly name: string;
  readonly parts: readonly string[];
}

/**
 * Finds the first name that may be several names in one cell: one of its parts is a name elsewhere, it has the words of
 * another name in a different order, or its parts have different positions in other names. `Roy, Claire` beside
 * `Roy, Paul` is not suspected.
 */
export function joinedNames(names: readonly string[]): string | undefined {
  const whole = new Set(names.map(keyOf));
  const joined = names.flatMap((name): Joined[] => {
    const parts = name
      .split(JOINS)
      .filter((part) => part !== '')
      .map(keyOf);
    return parts.length > 1 ? [{ name, parts }] : [];
  });
  const places = new Map<string, Set<number>>();
  for (const { parts } of joined) {
    for (const [place, part] of parts.entries()) places.set(part, (places.get(part) ?? new Set()).add(place));
  }
  const moves = (part: string): boolean => (places.get(part)?.size ?? 0) > 1;
  const suspect = joined.find(
    ({ name, parts }) =>
      parts.some((part) => whole.has(part)) ||
      // The family name before a comma may be the given name of somebody else.
      (parts.length === 2 && name.includes(',') ? parts.every(moves) : parts.some(moves)),
  );
  return suspect?.name ?? joinedBySpaces(names, whole);
}

/** Finds the first name that has the words of an earlier name in a different order, or whose words are all names. */
function joinedBySpaces(names: readonly string[], whole: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    const words = name.split(/[\s\p{P}\p{S}]+/u).filter((word) => word !== '');
    if (words.length < 2) continue;
    if (words.every((word) => whole.has(keyOf(word)))) return name;
    const key = words.map(keyOf).sort().join('\n');
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return undefined;
}

function keyOf(name: string): string {
  return skeletonsOf(name).join('\n');
}
