import { fieldProblems, refusalOfFields, refusalOfProblems } from './field-problem.ts';

const EMPTY = { fr: 'C’est vide.', en: 'It is empty.' };
const RED = { fr: 'C’est rouge.', en: 'It is red.' };

test('the checks that find a problem report it with their path', () => {
  const problems = fieldProblems([['id'], undefined], [['name', 'fr'], EMPTY], [['color'], RED]);
  expect(problems).toEqual([
    { path: ['name', 'fr'], text: EMPTY, detail: 'It is empty.' },
    { path: ['color'], text: RED, detail: 'It is red.' },
  ]);
  expect(refusalOfFields(problems)).toEqual({
    ok: false,
    kind: 'invalid',
    text: { fr: 'C’est vide. C’est rouge.', en: 'It is empty. It is red.' },
    detail: 'It is empty. It is red.',
  });
  expect(refusalOfFields([])).toBeUndefined();
});

test('all problems become one refusal, which says each sentence once', () => {
  expect(refusalOfProblems(undefined, EMPTY)?.text).toEqual(EMPTY);
  expect(refusalOfProblems(RED, EMPTY, undefined, RED)?.text.fr).toBe('C’est rouge. C’est vide.');
  expect(refusalOfProblems(undefined)).toBeUndefined();
});
