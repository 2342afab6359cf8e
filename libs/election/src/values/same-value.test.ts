import fc from 'fast-check';
import { isSameValue } from './same-value.ts';

test('a value is the same as its copy', () => {
  fc.assert(
    fc.property(fc.object({ withBigInt: true, withDate: false }), (value) => {
      expect(isSameValue(value, structuredClone(value))).toBe(true);
    }),
  );
});

test.each([
  [1, 2],
  ['a', undefined],
  [null, {}],
  [{ fr: 'Oui' }, { fr: 'Non' }],
  [{ fr: 'Oui' }, { fr: 'Oui', en: undefined }],
  [{ fr: undefined }, { en: undefined }],
  [[], {}],
  [[1, 2], [1]],
])('%j and %j are different', (one, other) => {
  expect(isSameValue(one, other)).toBe(false);
  expect(isSameValue(other, one)).toBe(false);
});
