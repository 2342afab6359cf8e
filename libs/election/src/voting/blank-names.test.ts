import { blankNameProblem } from './blank-names.ts';

test.each([
  'Blank vote',
  'BLANK-VOTE',
  'Vote blanc',
  ' vote   BLANC ',
  'Voté blânc',
  'Bulletins blancs',
  '#blank',
  '# Blanc',
  '« Blanc »',
  'B.l.a.n.k',
  'Nul',
  'Vote nul',
  'NULL',
  'ｂｌａｎｋ',
  'Вlаnk', // with Cyrillic letters
  'Spoiled ballot',
])('%s reads as a blank vote', (name) => {
  const problem = blankNameProblem(name);
  expect(problem?.fr).toContain('se lit comme un vote blanc');
  expect(problem?.en).toContain('reads as a blank or spoiled vote');
});

test.each([
  'Laurent Blanc',
  'Les Blancs',
  'Blanche',
  'Blankenship',
  'None of the above',
  'Nullis',
  'Зоя',
  '42',
])('%s is a name', (name) => {
  expect(blankNameProblem(name)).toBeUndefined();
});
