import fc from 'fast-check';
import type { LawResult, SettledVotes } from '@scrutin/ballot-store';
import type { ContestKey, Selection } from '@scrutin/election';
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
  /** The samples of one metric, without the labels that all have. */
  const samples = async (name: string) => {
    const { values } = (await registry.getSingleMetric(name)?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => ({ ...labels, value }));
  };
  const settle = (...votes: SettledVotes['counted'][number][]) =>
    metrics.votesBatch(votes.length, () => {
      for (const { contest, selection, ballots } of votes) {
        const lawId = contest.replace('law:', '');
        const { oui, non } = results.get(lawId) ?? { oui: 0n, non: 0n };
        const more = BigInt(ballots);
        const added = selection === 'oui' ? { oui: oui + more, non } : { oui, non: non + more };
        if (contest.startsWith('law:')) {
          const counted = added.oui + added.non;
          results.set(lawId, { lawId, ...added, counted, withheld: false, updatedAtMs: nowMs });
        }
      }
      return Promise.resolve({ counted: votes, alreadyVoted: 0, outsideWindow: 0, repeated: 0, refused: [] });
    });
  const minuteTurns = async (atMs = nowMs + MINUTE_MS) => {
    nowMs = atMs;
    await metrics.refreshLaws();
  };
  return { metrics, samples, settle, minuteTurns, registry };
}

const BOTH = ['votes_aggregated_total', 'current_vote_totals'] as const;

describe('the metrics of aggregation', () => {
  it('count laws by choice, elections by region, and never a candidate (P6)', async () => {
    const { metrics, samples, minuteTurns, registry } = measured([law('L1', 'live')]);
    await metrics.votesBatch(16, () =>
      Promise.resolve({
        counted: [
          counted('law:L1', 'oui', 8),
          counted('law:L1', 'non', 3),
          counted('election:E:SHERBROOKE', 'roy>tremblay', 2),
          counted('election:E:SHERBROOKE', 'tremblay', 1),
          counted('election:E:MONTREAL-NORD', 'gagnon', 1),
        ],
        alreadyVoted: 1,
        outsideWindow: 0,
        repeated: 0,
        refused: [],
      }),
    );
    await minuteTurns();
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
    'P6: %s tells no choice of a law whose results are withheld, until it is closed',
    async (name) => {
      const { samples, settle, minuteTurns } = measured([law('L1', 'after-closing')]);
      await settle(counted('law:L1', 'oui', 30), counted('law:L1', 'non', 12));
      await minuteTurns();
      expect(await samples(name)).toEqual([{ law_id: 'L1', choice: 'withheld', value: 42 }]);
      await minuteTurns(CLOSES_AT_MS);
      expect(await samples(name)).toEqual([
        { law_id: 'L1', choice: 'oui', value: 30 },
        { law_id: 'L1', choice: 'non', value: 12 },
      ]);
    },
  );

  it.each(BOTH)('P6: %s moves by ten votes at least while a live law is open', async (name) => {
    const { samples, settle, minuteTurns } = measured([law('L1', 'live')]);
    const at = (oui: number, non: number) => [
      { law_id: 'L1', choice: 'oui', value: oui },
      { law_id: 'L1', choice: 'non', value: non },
    ];
    await settle(counted('law:L1', 'oui', 12));
    expect(await samples(name)).toEqual([]); // not before the minute turns
    await minuteTurns();
    expect(await samples(name)).toEqual(at(12, 0));
    await settle(counted('law:L1', 'non', 9));
    await minuteTurns();
    expect(await samples(name)).toEqual(at(12, 0));
    await settle(counted('law:L1', 'oui', 1));
    await minuteTurns();
    expect(await samples(name)).toEqual(at(13, 9));
    await settle(counted('law:L1', 'oui', 1));
    await minuteTurns(CLOSES_AT_MS);
    expect(await samples(name)).toEqual(at(14, 9));
  });

  it('P6: of a law that the database does not show, no choice is told', async () => {
    const { samples, settle, minuteTurns } = measured([]);
    await settle(counted('law:L9', 'non', 20));
    await minuteTurns();
    expect(await samples('votes_aggregated_total')).toEqual([
      { law_id: 'L9', choice: 'withheld', value: 20 },
    ]);
  });

  it('P6: the page is the same, byte for byte, with all choices of withheld laws exchanged', async () => {
    const vote = fc.record({
      law: fc.constantFrom('L1', 'L2'),
      selection: fc.constantFrom('oui', 'non'),
      turns: fc.boolean(),
    });
    const laws = [law('L1', 'after-closing'), law('L2', 'after-closing')];
    const other = (selection: string): string => (selection === 'oui' ? 'non' : 'oui');
    const PROCESS = /^(process|nodejs|batch_processing_duration)_/; // measurements of time and memory
    await fc.assert(
      fc.asyncProperty(fc.array(vote, { maxLength: 25 }), async (votes) => {
        const pagesOf = async (choose: (selection: string) => string): Promise<string[]> => {
          const { registry, settle, minuteTurns } = measured(laws);
          const pages: string[] = [];
          for (const { law: id, selection, turns } of votes) {
            await settle(counted(`law:${id}`, choose(selection), 1));
            if (turns) await minuteTurns();
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

  it('keep what they show while the database is away', async () => {
    const registry = createMetrics('aggregation-metrics-test');
    const refusals: Error[] = [];
    const metrics = aggregationMetrics({
      registry,
      store: {
        laws: () => (refusals[0] === undefined ? Promise.resolve([]) : Promise.reject(refusals[0])),
        lawResults: () =>
          Promise.resolve([{ lawId: 'L1', oui: 7n, non: 5n, counted: 12n, withheld: false, updatedAtMs: 0 }]),
      },
      clock: () => 0,
    });
    await metrics.refreshLaws();
    const page = await registry.getSingleMetricAsString('current_vote_totals');
    expect(page).toMatch(/choice="withheld"[^}]*\} 12/);
    refusals.push(new TransientError('away'));
    await expect(metrics.refreshLaws()).rejects.toThrow(TransientError);
    expect(await registry.getSingleMetricAsString('current_vote_totals')).toBe(page);
  });

  it('count nothing of a batch that failed but that it did', async () => {
    const { metrics, samples, minuteTurns } = measured();
    for (const error of [new TransientError('away'), new PoisonMessageError('refused'), new TypeError('x')]) {
      await expect(metrics.votesBatch(3, () => Promise.reject(error))).rejects.toBe(error);
    }
    await minuteTurns();
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
