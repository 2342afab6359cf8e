import fc from 'fast-check';
import type { SettledVotes } from '@scrutin/ballot-store';
import type { ContestKey, LawResult, Selection } from '@scrutin/election';
import { createMetrics, PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { aggregationMetrics } from './aggregation-metrics.ts';
import type { PublishedLaw } from './law-counts.ts';

const MINUTE_MS = 60_000;
const CLOSES_AT_MS = 60 * MINUTE_MS;

const counted = (contest: string, selection: string, ballots: number): SettledVotes['counted'][number] => ({
  contest: contest as ContestKey,
  selection: selection as Selection,
  ballots,
});

const law = (id: string, resultsVisibility: PublishedLaw['resultsVisibility']): PublishedLaw => ({
  id,
  resultsVisibility,
  window: { opensAtMs: 0, closesAtMs: CLOSES_AT_MS },
});

const entries = (size: number) => Array.from({ length: size }, () => ({ acceptedAtMs: 0 }));

function measured(laws: readonly PublishedLaw[] = []) {
  const registry = createMetrics('aggregation-metrics-test');
  const results = new Map<string, LawResult>();
  let nowMs = MINUTE_MS;
  const metrics = aggregationMetrics({
    registry,
    store: {
      laws: () => Promise.resolve(laws as never),
      lawResults: () => Promise.resolve([...results.values()]),
    },
    clock: () => nowMs,
  });
  /** The samples of one metric, without the default labels. */
  const samples = async (name: string) => {
    const { values } = (await registry.getSingleMetric(name)?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => ({ ...labels, value }));
  };
  const settle = (...votes: SettledVotes['counted'][number][]) =>
    metrics.votesBatch(entries(votes.length), () => {
      for (const { contest, selection, ballots } of votes) {
        const lawId = contest.replace('law:', '');
        const { oui, non } = results.get(lawId) ?? { oui: 0n, non: 0n };
        const count = BigInt(ballots);
        const sum = selection === 'oui' ? { oui: oui + count, non } : { oui, non: non + count };
        if (contest.startsWith('law:')) {
          const counted = sum.oui + sum.non;
          results.set(lawId, {
            lawId,
            ...sum,
            blank: 0n,
            counted,
            withheld: false,
            registeredVoters: undefined,
            updatedAtMs: nowMs,
          });
        }
      }
      return Promise.resolve({
        counted: votes,
        alreadyVoted: 0,
        voided: 0,
        rejectedByTime: 0,
        repeated: 0,
        unsettled: [],
      });
    });
  const minutePasses = async (atMs = nowMs + MINUTE_MS) => {
    nowMs = atMs;
    await metrics.refreshLaws();
  };
  return { metrics, samples, settle, minutePasses, registry };
}

const BOTH = ['votes_aggregated_total', 'current_vote_totals'] as const;

describe('the metrics of aggregation', () => {
  it('count laws by choice, elections by region, and never a candidate (P6)', async () => {
    const { metrics, samples, minutePasses, registry } = measured([law('L1', 'live')]);
    await metrics.votesBatch(entries(16), () =>
      Promise.resolve({
        counted: [
          counted('law:L1', 'oui', 8),
          counted('law:L1', 'non', 3),
          counted('election:E:SHERBROOKE', 'roy>tremblay', 2),
          counted('election:E:SHERBROOKE', 'tremblay', 1),
          counted('election:E:MONTREAL-NORD', 'gagnon', 1),
        ],
        alreadyVoted: 1,
        voided: 0,
        rejectedByTime: 0,
        repeated: 0,
        unsettled: [],
      }),
    );
    await minutePasses();
    expect(await samples('votes_aggregated_total')).toEqual([
      { law_id: 'L1', choice: 'oui', value: 8 },
      { law_id: 'L1', choice: 'non', value: 3 },
    ]);
    expect(await samples('election_votes_aggregated_total')).toEqual([
      { election_id: 'E', region_id: 'SHERBROOKE', value: 3 },
      { election_id: 'E', region_id: 'MONTREAL-NORD', value: 1 },
    ]);
    expect(await samples('late_duplicates_total')).toMatchObject([{ value: 1 }]);
    expect(await registry.metrics()).not.toMatch(/roy|tremblay|gagnon/);
  });

  it.each(BOTH)(
    'P6: %s shows no choices of a law whose results are withheld, until it is closed',
    async (name) => {
      const { samples, settle, minutePasses } = measured([law('L1', 'after-closing')]);
      await settle(counted('law:L1', 'oui', 30), counted('law:L1', 'non', 12));
      await minutePasses();
      expect(await samples(name)).toEqual([{ law_id: 'L1', choice: 'withheld', value: 42 }]);
      await minutePasses(CLOSES_AT_MS);
      expect(await samples(name)).toEqual([
        { law_id: 'L1', choice: 'oui', value: 30 },
        { law_id: 'L1', choice: 'non', value: 12 },
      ]);
    },
  );

  it.each(BOTH)(
    'P6: %s changes by at least ten votes while a law with live results is open',
    async (name) => {
      const { samples, settle, minutePasses } = measured([law('L1', 'live')]);
      const at = (oui: number, non: number) => [
        { law_id: 'L1', choice: 'oui', value: oui },
        { law_id: 'L1', choice: 'non', value: non },
      ];
      await settle(counted('law:L1', 'oui', 12));
      expect(await samples(name)).toEqual([]); // Nothing is shown before the next minute.
      await minutePasses();
      expect(await samples(name)).toEqual(at(12, 0));
      await settle(counted('law:L1', 'non', 9));
      await minutePasses();
      expect(await samples(name)).toEqual(at(12, 0));
      await settle(counted('law:L1', 'oui', 1));
      await minutePasses();
      expect(await samples(name)).toEqual(at(13, 9));
      await settle(counted('law:L1', 'oui', 1));
      await minutePasses(CLOSES_AT_MS);
      expect(await samples(name)).toEqual(at(14, 9));
    },
  );

  it('P6: no choices are shown of a law that the database does not show', async () => {
    const { samples, settle, minutePasses } = measured([]);
    await settle(counted('law:L9', 'non', 20));
    await minutePasses();
    expect(await samples('votes_aggregated_total')).toEqual([
      { law_id: 'L9', choice: 'withheld', value: 20 },
    ]);
  });

  it('P6: the metrics are the same, byte for byte, if all choices of withheld laws are exchanged', async () => {
    const vote = fc.record({
      law: fc.constantFrom('L1', 'L2'),
      selection: fc.constantFrom('oui', 'non'),
      minuteEnds: fc.boolean(),
    });
    const laws = [law('L1', 'after-closing'), law('L2', 'after-closing')];
    const other = (selection: string): string => (selection === 'oui' ? 'non' : 'oui');
    const PROCESS = /^(process|nodejs|batch_processing_duration)_/; // measurements of time and memory
    await fc.assert(
      fc.asyncProperty(fc.array(vote, { maxLength: 25 }), async (votes) => {
        const pagesOf = async (choose: (selection: string) => string): Promise<string[]> => {
          const { registry, settle, minutePasses } = measured(laws);
          const pages: string[] = [];
          for (const { law: id, selection, minuteEnds } of votes) {
            await settle(counted(`law:${id}`, choose(selection), 1));
            if (minuteEnds) await minutePasses();
            const lines = (await registry.metrics()).split('\n').filter((line) => !PROCESS.test(line));
            pages.push(lines.join('\n'));
          }
          return pages;
        };
        expect(await pagesOf(other)).toEqual(await pagesOf((selection) => selection));
      }),
      { numRuns: 15 },
    );
  });

  it('stay unchanged while the database is unavailable', async () => {
    const registry = createMetrics('aggregation-metrics-test');
    const refusals: Error[] = [];
    const metrics = aggregationMetrics({
      registry,
      store: {
        laws: () => (refusals[0] === undefined ? Promise.resolve([]) : Promise.reject(refusals[0])),
        lawResults: () =>
          Promise.resolve([
            {
              lawId: 'L1',
              oui: 7n,
              non: 4n,
              blank: 1n,
              counted: 12n,
              withheld: false,
              registeredVoters: undefined,
              updatedAtMs: 0,
            },
          ]),
      },
      clock: () => 0,
    });
    await metrics.refreshLaws();
    const page = await registry.getSingleMetricAsString('current_vote_totals');
    expect(page).toMatch(/choice="withheld"[^}]*\} 12/);
    refusals.push(new TransientError('unavailable'));
    await expect(metrics.refreshLaws()).rejects.toThrow(TransientError);
    expect(await registry.getSingleMetricAsString('current_vote_totals')).toBe(page);
  });

  it('count only the error of a batch that failed', async () => {
    const { metrics, samples, minutePasses } = measured();
    for (const error of [
      new TransientError('unavailable'),
      new PoisonMessageError('refused'),
      new TypeError('x'),
    ]) {
      await expect(metrics.votesBatch(entries(3), () => Promise.reject(error))).rejects.toBe(error);
    }
    await minutePasses();
    expect(
      (await samples('aggregation_errors_total')).map(({ value, ...labels }) => [labels, value]),
    ).toEqual([
      [{ error_type: 'transient' }, 1],
      [{ error_type: 'refused' }, 1],
      [{ error_type: 'unexpected' }, 1],
    ]);
    expect(await samples('batch_size_processed_total')).toEqual([
      { kind: 'votes', value: 0 },
      { kind: 'rejections', value: 0 },
    ]);
    expect(await samples('election_votes_aggregated_total')).toEqual([]);
  });
});
