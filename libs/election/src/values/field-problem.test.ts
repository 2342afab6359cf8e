import { fieldProblems, firstProblem, refusalOfFirst } from './field-problem.ts';

const EMPTY = { fr: 'C’est vide.', en: 'It is empty.' };
const RED = { fr: 'C’est rouge.', en: 'It is red.' };

test('the checks that find a problem report it with their path', () => {
  const problems = fieldProblems([['id'], undefined], [['name', 'fr'], EMPTY], [['color'], RED]);
  expect(problems).toEqual([
    { path: ['name', 'fr'], text: EMPTY, detail: 'It is empty.' },
    { path: ['color'], text: RED, detail: 'It is red.' },
  ]);
  expect(refusalOfFirst(problems)).toEqual({
    ok: false,
    kind: 'invalid',
    text: EMPTY,
    detail: 'It is empty.',
  });
  expect(refusalOfFirst([])).toBeUndefined();
});

test('the first problem becomes the refusal', () => {
  expect(firstProblem(undefined, EMPTY, RED)?.text).toBe(EMPTY);
  expect(firstProblem(undefined)).toBeUndefined();
});
