import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { AppName, Law, Sample } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  readMetrics,
  sumOf,
  useSystem,
} from '@scrutin/testkit';

jest.setTimeout(150_000);

describe('the metrics that the services export', () => {
  const { stack, open, ask, castAll } = useSystem({ suite: 'measured' });
  let law: Law;
  const pages = new Map<AppName, readonly Sample[]>();

  beforeAll(async () => {
    law = await open(50);
    await stack.sql(`UPDATE laws SET results_visibility = 'live' WHERE id = $1`, [law.id]);
    const votes = oneVoteEach(law);
    const record = await castAll([...votes, ...votes.slice(0, 5)]);
    await expectNothingLostNothingTwice(stack, law, record);
    for (const path of ['/nothing/here', `/api/v1/results/${randomUUID()}`, '/api/v1/laws', '/%00'])
      await ask(path);
    const pageOf = (app: AppName): Promise<Sample[]> => readMetrics(stack.running(app)[0]!.opsUrl());
    await eventually(
      'a new minute publishes the numbers of single contests',
      async () => {
        expect(sumOf(await pageOf('aggregator'), 'current_vote_totals', { law_id: law.id })).toBe(50);
        expect(sumOf(await pageOf('ingestion-api'), 'votes_by_law_total', { law_id: law.id })).toBe(55);
      },
      { deadlineMs: 75_000, everyMs: 500 },
    );
    for (const app of ['ingestion-api', 'validation-worker', 'aggregator'] as const) {
      pages.set(app, await pageOf(app));
    }
  });

  const page = (app: AppName): readonly Sample[] => pages.get(app) ?? [];

  test('every latency was observed, and is above zero', () => {
    const histograms = [
      ['ingestion-api', 'http_request_duration_seconds'],
      ['validation-worker', 'validation_processing_latency_seconds'],
      ['aggregator', 'batch_processing_duration_seconds'],
    ] as const;
    for (const [app, name] of histograms) {
      expect([name, sumOf(page(app), `${name}_count`)]).not.toEqual([name, 0]);
      expect([name, sumOf(page(app), `${name}_sum`)]).not.toEqual([name, 0]);
    }
    const accepted = { method: 'POST', route: '/api/v1/vote', status: '202' };
    expect(sumOf(page('ingestion-api'), 'http_request_duration_seconds_count', accepted)).toBe(55);
    expect(sumOf(page('ingestion-api'), 'http_requests_total', accepted)).toBe(55);
  });

  test('the label of a route is its pattern, never an address', () => {
    const routes = new Set(
      page('ingestion-api').flatMap(({ labels }) => (labels['route'] === undefined ? [] : [labels['route']])),
    );
    expect(routes).toContain('/api/v1/submissions/:id');
    expect(routes).toContain('unmatched');
    for (const route of routes) expect(route).toMatch(/^(unmatched|(\/(api|v1|:?[a-z_]+))+|\/)$/i);
    expect([...routes].join(' ')).not.toMatch(/[0-9a-f]{8}-|nothing|%00/);
  });

  test('the counters of the pipeline are exact', () => {
    const counters: readonly (readonly [AppName, string, Readonly<Record<string, string>>, number])[] = [
      ['ingestion-api', 'votes_received_total', {}, 55],
      ['ingestion-api', 'votes_by_law_total', { law_id: law.id }, 55],
      ['validation-worker', 'validation_votes_processed_total', { status: 'valid' }, 50],
      ['validation-worker', 'validation_votes_processed_total', { status: 'already-voted' }, 5],
      ['validation-worker', 'duplicate_attempts_total', {}, 5],
      ['aggregator', 'votes_aggregated_total', { law_id: law.id, choice: 'oui' }, 30],
      ['aggregator', 'votes_aggregated_total', { law_id: law.id, choice: 'non' }, 20],
      ['aggregator', 'current_vote_totals', { law_id: law.id, choice: 'oui' }, 30],
      ['aggregator', 'current_vote_totals', { law_id: law.id, choice: 'non' }, 20],
    ];
    for (const [app, name, labels, value] of counters) {
      expect([name, labels, sumOf(page(app), name, labels)]).toEqual([name, labels, value]);
    }
  });
});
