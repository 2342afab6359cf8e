import type { DeclaredAct } from './declaration-record.ts';
import type { Declared } from './declared.ts';
import { rollFigures } from './roll-figures.ts';
import { ENGLISH } from './words/english.ts';

test('an act that is not about the letters of a roll has no figures', () => {
  const declared = { words: ENGLISH, language: 'en' } as Declared;
  const act = { action: 'law.open', before: undefined, after: { credentials: '9' } } as DeclaredAct;
  expect(rollFigures(declared, act)).toEqual([]);
});
