import type { z } from 'zod';
import { FILE_ENDING } from './setting-files.ts';
import type { Environment } from './settings-of.ts';
import { settingsOf } from './settings-of.ts';

/** A name in the environment that has no effect. */
export interface MisspeltSetting {
  readonly given: string;
  /** The setting that was probably meant. */
  readonly meant: string;
}

/** Only names of two words or more are compared, because too many shorter names are similar. */
const SETTING_NAME = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
/** How many letters may be missing, added or different. Two letters that changed places count as two. */
const MAX_DIFFERENCE = 2;

/**
 * Finds names in the environment that are not in any schema but differ from a name in a schema by one or two letters.
 * Somebody probably believes to have set that setting. Values are not returned.
 */
export function misspeltAmong(schemas: readonly z.ZodType[], environment: Environment): MisspeltSetting[] {
  const known = new Set(schemas.flatMap(settingsOf).flatMap((name) => [name, name + FILE_ENDING]));
  return Object.keys(environment)
    .filter((given) => SETTING_NAME.test(given) && !known.has(given))
    .flatMap((given) => {
      const meant = [...known].find((name) => SETTING_NAME.test(name) && isAlmost(given, name));
      return meant === undefined ? [] : [{ given, meant }];
    });
}

function isAlmost(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= MAX_DIFFERENCE && difference(a, b) <= MAX_DIFFERENCE;
}

/** The Levenshtein distance of two texts. */
function difference(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
