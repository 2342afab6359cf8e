import { InvariantViolation } from '@scrutin/service-runtime';

/**
 * A text of the database as a word of a closed set. A constraint of the database allows only these words.
 *
 * @throws InvariantViolation for any other text
 */
export function storedWord<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined)
    throw new InvariantViolation('schema', `the database has a word that is not in the closed set: ${text}`);
  return word;
}
