import { parseMetrics, sumOf } from './metrics-page.ts';

const PAGE = `# HELP votes_total Votes.
# TYPE votes_total counter
votes_total{law_id="L-1",choice="oui"} 3
votes_total{law_id="L-1",choice="non"} 2
votes_total{law_id="L-2",choice="oui"} 1
plain 1.5e-3
quoted{text="a \\"b\\" c"} 1
`;

test('samples are added up by name and labels', () => {
  const samples = parseMetrics(PAGE);
  expect(sumOf(samples, 'votes_total')).toBe(6);
  expect(sumOf(samples, 'votes_total', { law_id: 'L-1' })).toBe(5);
  expect(sumOf(samples, 'votes_total', { law_id: 'L-1', choice: 'oui' })).toBe(3);
  expect(sumOf(samples, 'plain')).toBe(0.0015);
  expect(sumOf(samples, 'quoted')).toBe(1);
  expect(sumOf(samples, 'absent')).toBe(0);
});
