import { pooledEntropy } from './pooled-entropy.ts';

test('every call gives 12 bytes that were not given before, also when the pool is filled again', () => {
  const entropy = pooledEntropy();
  const drawn = Array.from({ length: 2_500 }, () => Buffer.from(entropy()).toString('hex'));
  expect(new Set(drawn).size).toBe(2_500);
  expect(drawn.every((hex) => hex.length === 24)).toBe(true);
});

test('filling the pool again does not change bytes that were given before', () => {
  const entropy = pooledEntropy();
  const first = entropy();
  const copy = Uint8Array.from(first);
  for (let i = 0; i < 1_500; i++) entropy();
  expect(first).toEqual(Buffer.from(copy));
});
