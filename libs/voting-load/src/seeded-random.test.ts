import { seededRandom } from './seeded-random.ts';

const SEEDS = Array.from({ length: 1000 }, (_, seed) => seed);
const PLACES = [0, 1, 2, 3];
const BINS = 10;

/** The number at `place` of the stream of each seed. */
function numbersAt(place: number): number[] {
  return SEEDS.map((seed) => {
    const random = seededRandom(seed);
    for (let i = 0; i < place; i++) random.unit();
    return random.unit();
  });
}

test('the same seed gives the same numbers, another seed gives others', () => {
  expect(numbersAt(0)).toEqual(numbersAt(0));
  expect(new Set(numbersAt(0)).size).toBe(SEEDS.length);
});

test.each(PLACES)('number %i of the streams of successive seeds is evenly distributed', (place) => {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const unit of numbersAt(place)) {
    const bin = Math.floor(unit * BINS);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  for (const count of counts) {
    expect(count).toBeGreaterThan(50);
    expect(count).toBeLessThan(150);
  }
});

test.each(PLACES)('number %i of a stream does not depend on that of the previous seed', (place) => {
  const numbers = numbersAt(place);
  const products = numbers.slice(1).map((unit, i) => (unit - 0.5) * ((numbers[i] ?? 0) - 0.5));
  // 1/12 is the variance: the quotient is the correlation.
  const correlation = products.reduce((sum, product) => sum + product, 0) / products.length / (1 / 12);
  expect(Math.abs(correlation)).toBeLessThan(0.2);
});
