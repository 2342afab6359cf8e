import { fieldProblems, firstProblem, refusalOfFirst } from './field-problem.ts';

test('the checks that find a problem report it with their path', () => {
  const problems = fieldProblems(
    [['id'], undefined],
    [['name', 'fr'], 'It is empty.'],
    [['color'], 'It is red.'],
  );
  expect(problems).toEqual([
    { path: ['name', 'fr'], detail: 'It is empty.' },
    { path: ['color'], detail: 'It is red.' },
  ]);
  expect(refusalOfFirst(problems)).toEqual({ ok: false, kind: 'invalid', detail: 'It is empty.' });
  expect(refusalOfFirst([])).toBeUndefined();
});

test('the first problem becomes the refusal', () => {
  expect(firstProblem(undefined, 'It is late.', 'It is red.')?.detail).toBe('It is late.');
  expect(firstProblem(undefined)).toBeUndefined();
});
