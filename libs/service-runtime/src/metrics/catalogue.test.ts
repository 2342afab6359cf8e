import { METRIC_GROUPS, METRICS } from './catalogue.ts';
import type { MetricDeclaration } from './declaration.ts';

const all = Object.entries<MetricDeclaration>(METRICS);

test('no metric is declared in two groups', () => {
  const names = Object.values(METRIC_GROUPS).flatMap((group) => Object.keys(group));
  expect(names.sort()).toEqual(Object.keys(METRICS).sort());
});

test.each(all)('%s has a name by the rules of Prometheus', (name, { type, unit }) => {
  expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  expect(name.endsWith('_total')).toBe(type === 'counter');
  for (const suffix of ['seconds', 'bytes'] as const) {
    if (unit === suffix) expect(name).toMatch(new RegExp(`_${suffix}(_total)?$`));
  }
});

test.each(all)('the help of %s is one sentence', (_, { help }) => {
  expect(help).toMatch(/^(?:[A-Z]|1[ ,])(?:[^.!?]|\.(?=js))*\.$/);
});

test.each(all)(
  'no label of %s can name a voter or a choice of a contest that withholds it (P6)',
  (name, { labels }) => {
    for (const [label, values] of Object.entries(labels)) {
      expect(label).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(label).not.toMatch(
        /url|path|voter|credential|nas|code|hash|address|candidate|ranking|submission/,
      );
      // The words of a law are public, and `withheld` stands for all of them until the results are.
      if (label === 'choice') expect(values).toEqual(['oui', 'non', 'blank', 'withheld']);
      if (!('namesOf' in values)) expect(new Set(values).size).toBe(values.length);
    }
    expect(name).not.toMatch(/candidate|ranking/);
  },
);

test.each(all)('%s has buckets if and only if it is a histogram, in rising order', (_, { type, buckets }) => {
  expect(buckets !== undefined).toBe(type === 'histogram');
  expect([...(buckets ?? [])].sort((a, b) => a - b)).toEqual(buckets ?? []);
});
