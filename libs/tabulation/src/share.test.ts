import fc from 'fast-check';
import { fractionOf, parseShare, partOf, shareOf } from './share.ts';

const LARGEST = 60;

test.each([
  ['2/3', '2/3'],
  ['4/6', '2/3'],
  ['1/2', '50%'],
  ['50%', '50%'],
  ['50.0 %', '50%'],
  ['66.67%', '66.67%'],
  ['66,67 %', '66.67%'],
  ['66.6666667%', '66.6666667%'],
  ['100%', '100%'],
  ['0/7', '0%'],
  ['1/1024', '1/1024'],
  [' 3 / 7 ', '3/7'],
])('%s is the share %s', (text, share) => {
  expect(parseShare(text)).toBe(share);
});

test.each([
  '',
  '2',
  '0.5',
  '66.67',
  '3/2',
  '1/0',
  '101%',
  '-1/2',
  '-5%',
  '1/1000000000',
  '2/3%',
  '1e2%',
  '½',
])('%j is not a share', (text) => {
  expect(parseShare(text)).toBeUndefined();
});

test('every small fraction keeps its value, and compares with every small tally as fractions do', () => {
  for (let denominator = 1; denominator <= LARGEST; denominator += 1) {
    for (let numerator = 0; numerator <= denominator; numerator += 1) {
      const share = parseShare(`${numerator}/${denominator}`);
      if (share === undefined) throw new Error(`${numerator}/${denominator}`);
      const exact = fractionOf(share);
      expect(exact.numerator * BigInt(denominator)).toBe(exact.denominator * BigInt(numerator));
      for (let whole = 0; whole <= LARGEST; whole += 1) {
        const { down, up } = partOf(BigInt(whole), share);
        // The smallest number of votes that is at least the share, and the largest that is at most the share.
        const enough = Array.from({ length: whole + 1 }, (_, n) => n).find(
          (n) => n * denominator >= numerator * whole,
        );
        expect(Number(up)).toBe(enough);
        expect(Number(down)).toBe(Number(up) - (Number(up) * denominator === numerator * whole ? 0 : 1));
      }
    }
  }
});

test('a share is read again as itself', () => {
  const fraction = fc.tuple(fc.bigInt(0n, 999_999_999n), fc.bigInt(1n, 999_999_999n));
  fc.assert(
    fc.property(fraction, ([a, b]) => {
      const share = shareOf(a < b ? a : b, a < b ? b : a === 0n ? 1n : a);
      if (share === undefined) throw new Error('no share');
      expect(parseShare(share)).toBe(share);
      const { numerator, denominator } = fractionOf(share);
      expect(shareOf(numerator, denominator)).toBe(share);
    }),
  );
});
