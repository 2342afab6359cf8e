import type { Language } from '@scrutin/contracts/problems';
import { frenchTypography } from '@scrutin/election';

export type { Language };

/**
 * The texts of a page or a component, in both languages. Both must have the same names with the same types, so a missing
 * translation does not compile. Spaces in French texts that must not break are made no-break spaces, also in what the
 * functions among the texts return.
 */
export function texts<T>(both: Readonly<Record<Language, T>>): Readonly<Record<Language, T>> {
  return { fr: typeset(both.fr), en: both.en };
}

function typeset<T>(text: T): T {
  if (typeof text === 'string') return frenchTypography(text) as T;
  if (typeof text === 'function') {
    return ((...parts: unknown[]) => typeset((text as (...parts: unknown[]) => unknown)(...parts))) as T;
  }
  if (Array.isArray(text)) return text.map(typeset) as T;
  if (typeof text !== 'object' || text === null || Object.getPrototypeOf(text) !== Object.prototype)
    return text;
  return Object.fromEntries(
    Object.entries(text).map(([name, value]) => [name, typeset(value as unknown)]),
  ) as T;
}
