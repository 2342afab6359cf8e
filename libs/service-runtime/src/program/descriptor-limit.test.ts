import { connectionsWithin, descriptorLimit } from './descriptor-limit.ts';

test('the limit is the soft limit of this process', () => {
  const limits =
    'Limit  Soft Limit  Hard Limit  Units\nMax open files            4096                 20000                files\n';
  expect(descriptorLimit(() => limits)).toBe(4_096);
  expect(descriptorLimit(() => limits.replace('4096', 'unlimited'))).toBe(Number.MAX_SAFE_INTEGER);
  expect(descriptorLimit(() => 'no limits here')).toBe(1_024);
  const absent = (): never => {
    throw new Error('ENOENT');
  };
  expect(descriptorLimit(absent)).toBe(1_024);
});

test.each([256, 1_024, 20_000, 1_048_576])(
  'of %i descriptors, some remain for databases and files',
  (descriptors) => {
    const connections = connectionsWithin(descriptors);
    expect(connections).toBeLessThanOrEqual(descriptors - 128);
    expect(connections).toBeLessThanOrEqual(20_000);
    expect(connections).toBeGreaterThan(100);
  },
);
