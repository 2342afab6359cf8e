import { readFileSync } from 'node:fs';
import type { RuleName } from './rule-set.ts';
import { ruleSetPage } from './rule-set-page.ts';
import { parseRuleSet } from './rule-set-text.ts';
import { optionsOf, RULE_NAMES } from './rule-sets.ts';

test('docs/RULE-SETS.md is what `npx scrutin tabulate rules` writes', () => {
  const page = readFileSync(new URL('../../../docs/RULE-SETS.md', import.meta.url), 'utf8');
  expect(page).toBe(ruleSetPage());
});

const everyOption = RULE_NAMES.flatMap((rule) =>
  [...optionsOf(rule)].map(([option, { value }]) => ({ rule, option, kind: value.kind })),
);

test.each(everyOption)(
  '$rule: a second value of $option is refused in both languages',
  ({ rule, option }) => {
    const parsed = parseRuleSet(`${rule}:${option}=1,${option}=2`);
    expect(parsed).toMatchObject({
      ok: false,
      text: {
        fr: expect.stringContaining(`${option} : donné deux fois`) as string,
        en: expect.stringContaining(`${option}: given twice`) as string,
      },
    });
  },
);

const naming = everyOption.filter(({ kind }) => kind === 'candidates');

test('the options that name candidates are these', () => {
  const names = (rule: RuleName): string[] =>
    naming.filter((one) => one.rule === rule).map(({ option }) => option);
  expect(Object.fromEntries(RULE_NAMES.map((rule) => [rule, names(rule)]))).toEqual({
    plurality: ['lot', 'order'],
    referendum: [],
    irv: ['lot', 'order'],
    rctab: ['order', 'decisions'],
    'scottish-stv-2011': ['lot', 'order'],
    'wigm-prf': ['order'],
    'meek-prf': ['order'],
  });
});

test.each(naming)('$rule: $option without a name between two separators is refused', ({ rule, option }) => {
  expect(parseRuleSet(`${rule}:${option}=a//b`)).toMatchObject({
    ok: false,
    problem: `${option}: expected candidates joined by /, not a//b`,
  });
});
