import { findLetters, pairLetters } from './named-letters.ts';
import type { NamedLetter } from './reference-files.ts';

const letter = (reference: string, set: string): NamedLetter => ({
  reference,
  credential: `${set}-${reference}`,
  region: 'NORD',
});
const setOf = (set: string, ...names: string[]): ReadonlyMap<string, NamedLetter> =>
  new Map(names.map((name) => [name, letter(name, set)]));

it('finds letters in the order in which they are named, and names those that are unknown', () => {
  const references = { kind: 'read', letters: setOf('old', 'E-1', 'E-2'), pepperCheck: undefined } as const;
  expect(findLetters(references, ['E-2', 'E-1'])).toEqual({
    kind: 'found',
    letters: [letter('E-2', 'old'), letter('E-1', 'old')],
  });
  expect(findLetters(references, ['E-2', 'E-9'])).toEqual({ kind: 'unknown', references: ['E-9'] });
  expect(findLetters({ kind: 'none' }, ['E-1'])).toEqual({ kind: 'unknown', references: ['E-1'] });
});

it('pairs a lost letter with the new one of the same reference, and the others in their order', () => {
  const lost = [letter('E-1', 'old'), letter('E-2', 'old'), letter('E-3', 'old')];
  const paired = pairLetters(lost, setOf('new', 'N-1', 'E-2', 'N-2'));
  expect(paired?.map(({ credential }) => credential)).toEqual(['new-N-1', 'new-E-2', 'new-N-2']);
  expect(pairLetters(lost, setOf('new', 'E-1'))).toBeUndefined();
});
