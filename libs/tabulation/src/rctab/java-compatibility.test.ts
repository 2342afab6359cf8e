import { javaHashSetOrder, javaStringHash } from './java-hash-order.ts';
import { JavaRandom, javaShuffle } from './java-random.ts';

/** Values that every Java runtime prints. All RCTab vectors with a draw depend on them. */
describe('what RCTab takes from the Java library', () => {
  test('new Random(42).nextInt(10), ten times', () => {
    const random = new JavaRandom(42n);
    expect(Array.from({ length: 10 }, () => random.nextInt(10))).toEqual([0, 3, 8, 4, 0, 5, 5, 8, 9, 3]);
  });

  test('nextInt of a power of two takes the high bits', () => {
    const random = new JavaRandom(42n);
    const draws = Array.from({ length: 1000 }, () => random.nextInt(8));
    expect(Math.min(...draws)).toBe(0);
    expect(Math.max(...draws)).toBe(7);
  });

  test('floor(nextDouble() * n): new Random(42) begins with 0.7275636800328681', () => {
    expect(new JavaRandom(42n).nextIndex(1_000_000)).toBe(727_563);
  });

  test('a shuffle is a permutation, the same for the same seed', () => {
    const list = ['a', 'b', 'c', 'd', 'e'];
    const shuffled = javaShuffle(list, new JavaRandom(-7n));
    expect([...shuffled].sort()).toEqual(list);
    expect(javaShuffle(list, new JavaRandom(-7n))).toEqual(shuffled);
  });

  test('String.hashCode', () => {
    expect(javaStringHash('')).toBe(0);
    expect(javaStringHash('Hello')).toBe(69_609_650);
    expect(javaStringHash('The quick brown fox jumps over the lazy dog')).toBe(-609_428_141);
  });

  test('a HashSet iterates by bucket, and within a bucket in the order of insertion', () => {
    // "Aa" and "BB" have the same hash code.
    expect(javaHashSetOrder(['BB', 'Aa'])).toEqual(['BB', 'Aa']);
    expect(javaHashSetOrder(['Aa', 'BB'])).toEqual(['Aa', 'BB']);
    expect(javaHashSetOrder(['c', 'b', 'a'])).toEqual(['a', 'b', 'c']);
    const thirty = Array.from({ length: 30 }, (_, index) => String.fromCharCode(97 + index));
    expect(javaHashSetOrder([...thirty].reverse()).sort()).toEqual(thirty);
  });
});
