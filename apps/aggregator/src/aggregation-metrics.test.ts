import type { SettledVotes } from '@scrutin/ballot-store';
import type { ContestKey, Selection } from '@scrutin/election';
import { createMetrics, PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { aggregationMetrics } from './aggregation-metrics.ts';

const counted = (contest: string, selection: string, ballots: number): SettledVotes['counted'][number] => ({
  contest: contest as ContestKey,
  selection: selection as Selection,
  ballots,
});

function measured() {
  const registry = createMetrics('aggregation-metrics-test');
  const metrics = aggregationMetrics(registry, { lawResults: () => Promise.resolve([]) });
  /** The samples of one metric, without the labels that all have. */
  const samples = async (name: string) => {
    const { values } = (await registry.getSingleMetric(name)?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => ({ ...labels, value }));
  };
  return { metrics, samples, registry };
}

describe('the metrics of aggregation', () => {
  it('count laws by choice, elections by region, and never a candidate (P6)', async () => {
    const { metrics, samples, registry } = measured();
    await metrics.votesBatch(8, () =>
      Promise.resolve({
        counted: [
          counted('law:L1', 'oui', 2),
          counted('law:L1', 'non', 1),
          counted('election:E:SHERBROOKE', 'roy>tremblay', 2),
          counted('election:E:SHERBROOKE', 'tremblay', 1),
          counted('election:E:MONTREAL-NORD', 'gagnon', 1),
        ],
        alreadyVoted: 1,
        repeated: 0,
      }),
    );
    expect(await samples('votes_aggregated_total')).toEqual([
      { law_id: 'L1', choice: 'oui', value: 2 },
      { law_id: 'L1', choice: 'non', value: 1 },
    ]);
    expect(await samples('election_votes_aggregated_total')).toEqual([
      { election_id: 'E', region_id: 'SHERBROOKE', value: 3 },
      { election_id: 'E', region_id: 'MONTREAL-NORD', value: 1 },
    ]);
    expect(await samples('late_duplicates_total')).toMatchObject([{ value: 1 }]);
    expect(await registry.metrics()).not.toMatch(/roy|tremblay|gagnon/);
  });

  it('count nothing of a batch that failed but that it did', async () => {
    const { metrics, samples } = measured();
    for (const error of [new TransientError('away'), new PoisonMessageError('refused'), new TypeError('x')]) {
      await expect(metrics.votesBatch(3, () => Promise.reject(error))).rejects.toBe(error);
    }
    expect(
      (await samples('aggregation_errors_total')).map(({ value, ...labels }) => [labels, value]),
    ).toEqual([
      [{ error_type: 'transient' }, 1],
      [{ error_type: 'refused' }, 1],
      [{ error_type: 'unexpected' }, 1],
    ]);
    expect(await samples('batch_size_processed_total')).toEqual([]);
    expect(await samples('election_votes_aggregated_total')).toEqual([]);
  });
});
