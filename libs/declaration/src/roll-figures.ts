import { fieldText } from './act-fields.ts';
import type { DeclaredAct } from './declaration-record.ts';
import type { Declared } from './declared.ts';
import { wholeNumber } from './figures.ts';

/**
 * The figures of an act on the roll: how many letters it added, replaced or revoked, or how many claims it released, and
 * how many letters were issued in total after it. Nothing for an act whose record has no figures.
 */
export function rollFigures(
  { words, language }: Declared,
  { action, before, after }: DeclaredAct,
): readonly string[] {
  const texts = words.rollFigures;
  const total = numberIn(after, 'credentials');
  const issued = total === undefined ? [] : [texts.issued(wholeNumber(total, language))];
  const change = (name: string, text: (number: string) => string): readonly string[] => {
    const number = numberIn(after, name);
    return number === undefined ? [] : [text(wholeNumber(number, language))];
  };
  switch (action) {
    case 'roll.record': {
      const earlier = numberIn(before, 'credentials');
      if (total === undefined || earlier === undefined) return issued;
      // A roll that takes the place of a draft's roll has an edition of its own.
      return fieldText(before, 'edition') === fieldText(after, 'edition')
        ? [texts.added(wholeNumber(total - earlier, language)), ...issued]
        : [...issued, texts.instead(wholeNumber(earlier, language))];
    }
    case 'roll.replace':
      return [...change('replaced', texts.replaced), ...issued];
    case 'roll.revoke':
      return change('revoked', texts.revoked);
    case 'roll.release':
      return change('claims', texts.released);
    default:
      return [];
  }
}

function numberIn(value: unknown, name: string): bigint | undefined {
  const text = fieldText(value, name);
  return text === undefined ? undefined : BigInt(text);
}
