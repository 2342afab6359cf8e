/** What the oldest supported browsers can run. docs/VOTERS.md names them. */

/** The oldest browsers in which citizens can vote, five years old when this was written. Vite translates syntax for them. */
export const OLDEST = ['chrome96', 'edge96', 'firefox94', 'safari15'] as const;

/** What no translation of syntax replaces, and one of {@link OLDEST} lacks. Methods are found by their names alone. */
const TOO_NEW: readonly (readonly [string, RegExp])[] = [
  ['a lookbehind in a regular expression', /\(\?<[!=]/],
  ['a regular expression with the flag v', /[)\]\\\w]\/[dgimsuy]*v[dgimsuy]*\.(?:test|exec)\(/],
  ['Array.prototype.at', /\.at\(-\d/],
  ['a copying method of arrays', /\.(?:toSorted|toSpliced|toReversed)\(/],
  ['a search from the end of an array', /\.(?:findLast|findLastIndex)\(/],
  ['Object.hasOwn', /\bObject\.hasOwn\b/],
  ['grouping', /\b(?:Object|Map)\.groupBy\b/],
  ['a method of sets', /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/],
  ['structuredClone', /\bstructuredClone\(/],
  ['Promise.withResolvers', /\bPromise\.(?:withResolvers|try)\b/],
  ['Array.fromAsync', /\bArray\.fromAsync\b/],
  ['AbortSignal.timeout', /\bAbortSignal\.(?:timeout|any)\b/],
  ['crypto.randomUUID', /\bcrypto\.randomUUID\b/],
  ['URLPattern', /\bURLPattern\b/],
  ['RegExp.escape', /\bRegExp\.escape\b/],
];

/** The names of what is too new in a script; empty if all the oldest browsers can run it. */
export function tooNewIn(script: string): readonly string[] {
  return TOO_NEW.filter(([, pattern]) => pattern.test(script)).map(([name]) => name);
}
