import { ballotOrderProblem } from './ballot-order.ts';

test('an order names every candidate once', () => {
  expect(ballotOrderProblem(['a', 'b', 'c'], ['c', 'a', 'b'])).toBeUndefined();
  expect(ballotOrderProblem([], [])).toBeUndefined();
});

test.each([
  [['a', 'b', 'a'], 'The order names a twice.'],
  [['a', 'x', 'y'], 'The order names x, y: not a candidate of this race.'],
  [['a'], 'The order must name every candidate: b, c.'],
])('%j is refused: %s', (asked, problem) => {
  expect(ballotOrderProblem(['a', 'b', 'c'], asked)).toMatchObject({ en: problem });
});
