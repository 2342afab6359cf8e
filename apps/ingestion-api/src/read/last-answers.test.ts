import { LastAnswers } from './last-answers.ts';

test('an answer is made once of the same parts, and again of another one', () => {
  const answers = new LastAnswers();
  const [counts, later] = [{}, {}];
  let made = 0;
  const ask = (key: string, ...parts: unknown[]) => answers.json(key, parts, () => ({ made: ++made }));
  expect(ask('A', counts, 0)).toBe('{"made":1}');
  expect(ask('A', counts, 0)).toBe('{"made":1}');
  expect(ask('A', later, 0)).toBe('{"made":2}'); // an equal part is another one: it was read again
  expect(ask('A', later, 1)).toBe('{"made":3}');
  expect(ask('B', later, 1)).toBe('{"made":4}');
  expect(ask('A', later, 1)).toBe('{"made":3}');
});
