import { InvariantViolation } from '@scrutin/service-runtime';

/** A text of the database that its constraints hold to a closed set. */
export function storedWord<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) throw new InvariantViolation('schema', `no such word here: ${text}`);
  return word;
}
