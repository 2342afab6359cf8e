import { comparedParts, selectorsIn, syntaxProblem } from './promql.ts';

describe('selectorsIn', () => {
  it('finds metrics, conditions, ranges and functions', () => {
    const expr = 'sum by (le) (rate(a_total{job=~"x|y",b!="c"}[5m])) / max(d_seconds)';
    expect(selectorsIn(expr)).toEqual([
      {
        metric: 'a_total',
        matchers: [
          { label: 'job', operator: '=~', value: 'x|y' },
          { label: 'b', operator: '!=', value: 'c' },
        ],
        range: '5m',
        functions: ['rate'],
      },
      { metric: 'd_seconds', matchers: [], range: undefined, functions: [] },
    ]);
  });

  it('knows that a pattern names metrics', () => {
    expect(selectorsIn('max({__name__=~"a|b"})')).toMatchObject([
      { metric: undefined, matchers: [{ label: '__name__', operator: '=~', value: 'a|b' }] },
    ]);
  });
});

test('syntaxProblem shows the place of an error', () => {
  expect(syntaxProblem('sum(rate(a_total[5m]))')).toBeUndefined();
  expect(syntaxProblem('sum(rate(a_total[5m])')).toBeDefined();
  expect(syntaxProblem('a_total{b=c}')).toContain('b=c');
});

test.each([
  ['vector(1)', ['vector(1)']],
  ['sum(up{job="a"}) < 2 or absent(up{job="a"})', ['sum(up{job="a"})', 'up{job="a"}']],
  ['min by (i) (a) < 2 * min by (i) (b)', ['min by (i) (a)', '2 * min by (i) (b)']],
  ['max(a) > 0 and on () sum(increase(b[10m])) == 0', ['max(a)', 'sum(increase(b[10m]))']],
  ['a / b > 0.8 and b > 0', ['a / b', 'b']],
  ['(time() - max(a) > 93600) or absent(a) and on () c', ['time() - max(a)', 'a', 'c']],
  ['count(count by (i) (up == 1)) < 3', ['count(count by (i) (up == 1))']],
])('comparedParts of %s', (condition, parts) => {
  expect(comparedParts(condition)).toEqual(parts);
});
