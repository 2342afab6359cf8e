import { asGiven } from './as-given.ts';
import { parseRuleSet } from './rule-set-text.ts';

test.each(['ivr', '', '2/3', '66.67%', 'Ana Roy', 'Zoé', 'a//b', '-1'])('%j is repeated', (text) => {
  expect(asGiven(text)).toBe(text);
});

test.each(['<b>', '=1', '@x', 'a\nb', '\u202ea', 'x'.repeat(61), '{{7*7}}'])('%j is not repeated', (text) => {
  expect(asGiven(text)).toBe('[…]');
});

test.each([
  '<b>',
  '<b>:x=1',
  'irv:<b>',
  'irv:<b>=1',
  'irv:<b>=1,<b>=2',
  'irv:ties=<b>',
  'irv:order=<b>/<b>',
  'referendum:threshold=<b>',
  'rctab:<b>=1',
  'rctab:batchElimination=<b>',
  'rctab:minimumVoteThreshold=<b>',
  'rctab:order=<b>/<b>',
])('no sentence about the rule set %j repeats its markup', (rules) => {
  const parsed = parseRuleSet(rules);
  expect(parsed.ok).toBe(false);
  expect(JSON.stringify(parsed)).not.toContain('<b>');
});
