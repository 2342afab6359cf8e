import type { Language } from '@scrutin/contracts/problems';

export type { Language };

/**
 * The texts of a page or a component, in both languages. Both must have the same names with the same types, so a missing
 * translation does not compile.
 */
export function texts<T>(both: Readonly<Record<Language, T>>): Readonly<Record<Language, T>> {
  return both;
}
