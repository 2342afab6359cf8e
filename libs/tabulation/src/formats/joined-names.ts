import { skeletonsOf } from './look-alike-names.ts';

/** What programs and people put between the names of an overvote or of a ranking in one cell. */
const JOINS = /\s*(?:\/\/?|[\\;&+,|]|\s[-\u2013\u2014]\s|\s(?:and|et|or|ou|y|und|then|puis)\s)\s*/iu;

/** One name and what it consists of, if it may be several. */
interface Joined {
  readonly name: string;
  readonly parts: readonly string[];
}

/**
 * The first of the names that may be several names in one cell: a part of it stands alone elsewhere, it has the words
 * of another in another order, or its parts stand in other places of others. `Roy, Claire` beside `Roy, Paul` is none.
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
  const found = joined.find(
    ({ name, parts }) =>
      parts.some((part) => whole.has(part)) ||
      // A family name before a comma may be the given name of another.
      (parts.length === 2 && name.includes(',') ? parts.every(moves) : parts.some(moves)),
  );
  return found?.name ?? spaced(names, whole);
}

/** The first name that has the words of an earlier one in another order, or whose every word is a name alone. */
function spaced(names: readonly string[], whole: ReadonlySet<string>): string | undefined {
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
