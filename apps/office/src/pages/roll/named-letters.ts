import type { NamedLetter, References } from './reference-files.ts';

/** The most letters that one act names. */
export const MOST_LETTERS = 250;

/** Letters that were found by their references, or the references that the files do not have. */
export type FoundLetters =
  | { readonly kind: 'found'; readonly letters: readonly NamedLetter[] }
  | { readonly kind: 'unknown'; readonly references: readonly string[] };

/** Finds letters in the files of their set, in the order in which they are named. */
export function findLetters(references: References, names: readonly string[]): FoundLetters {
  const known = references.kind === 'read' ? references.letters : new Map<string, NamedLetter>();
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) return { kind: 'unknown', references: unknown };
  return { kind: 'found', letters: names.flatMap((name) => known.get(name) ?? []) };
}

/**
 * The new letters for lost ones, in the order of the lost ones: a new letter with the same reference takes the place of
 * a lost one, and the others follow in their order.
 *
 * @returns undefined unless there are equally many
 */
export function pairLetters(
  lost: readonly NamedLetter[],
  fresh: ReadonlyMap<string, NamedLetter>,
): readonly NamedLetter[] | undefined {
  if (lost.length !== fresh.size) return undefined;
  const names = new Set(lost.map(({ reference }) => reference));
  const others = [...fresh.values()].filter(({ reference }) => !names.has(reference));
  return lost.flatMap(({ reference }) => fresh.get(reference) ?? others.shift() ?? []);
}
