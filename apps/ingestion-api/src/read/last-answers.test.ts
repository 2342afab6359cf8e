import { LastAnswers } from './last-answers.ts';

test('an answer is built once for the same parts, and again when a part has changed', () => {
  const answers = new LastAnswers();
  const [counts, later] = [{}, {}];
  let built = 0;
  const ask = (key: string, ...parts: unknown[]) => answers.json(key, parts, () => ({ built: ++built }));
  expect(ask('A', counts, 0)).toBe('{"built":1}');
  expect(ask('A', counts, 0)).toBe('{"built":1}');
  expect(ask('A', later, 0)).toBe('{"built":2}'); // An equal part is another value, because it was read again.
  expect(ask('A', later, 1)).toBe('{"built":3}');
  expect(ask('B', later, 1)).toBe('{"built":4}');
  expect(ask('A', later, 1)).toBe('{"built":3}');
});
