import { createHash } from 'node:crypto';
import { withReferences } from './named-letters.ts';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

test('a refusal names letters by their references, and by their credentials if they were named so', () => {
  const [first, second] = [hashOf('first'), hashOf('second')];
  const text = `Has voted (2): ${first.toString('base64url')}, ${second.toString('base64url')}. Nothing was changed.`;
  const letters = [
    { hash: first, reference: 'E-1001' },
    { hash: second, reference: undefined },
  ];
  expect(withReferences(text, letters)).toBe(
    `Has voted (2): E-1001, ${second.toString('base64url')}. Nothing was changed.`,
  );
});
