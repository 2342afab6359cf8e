import { randomUUID } from 'node:crypto';
import type { PublicApi } from '@scrutin/cli';
import type { PlanRequest, Poll, Voter } from '@scrutin/voting-load';
import {
  compare,
  decideRivals,
  generatedVoters,
  latenciesOf,
  observe,
  observeAtRest,
  openVotingClient,
  plannedRegions,
  planVotes,
  playVotes,
  waitUntilSettled,
  watchSettled,
} from '@scrutin/voting-load';
import { showProgress, timed } from './progress.ts';
import type { SimulationReport } from './report.ts';

export interface SimulationOptions extends PlanRequest {
  readonly api: PublicApi;
  readonly poll: Poll;
  readonly connections: number;
  readonly ratePerSecond: number | undefined;
  /**
   * Returns one voter for each entry of the list. They must be on the roll and must not have voted. Generated voters
   * vote in these regions.
   */
  readonly voters: (regions: readonly (string | undefined)[]) => Promise<readonly Voter[]>;
}

const MAX_ATTEMPTS = 10;
const LONGEST_WAIT_MS = 10_000;

/**
 * Sends the votes of many voters to a running system, and compares the answers with what was counted.
 *
 * @throws TransientError if the API does not answer, or if others vote at the same time
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { api, poll } = options;
  const letters = await options.voters(plannedRegions(options, poll));
  const plan = planVotes(
    options,
    poll,
    letters.map(({ region }) => region),
  );
  const strangers = generatedVoters(plan.counts.unknown);
  const before = await timed('ledger at rest', () => observeAtRest(api, poll));

  const client = openVotingClient({
    target: api.url,
    connections: options.connections,
    retries: { maxAttempts: MAX_ATTEMPTS, longestWaitMs: LONGEST_WAIT_MS },
  });
  const { twins, malformed, invalid } = plan.counts;
  const progress = showProgress(plan.steps.length + twins - malformed - invalid);
  try {
    const watch = watchSettled(api, before.ledger, (votes) => {
      progress.settled(votes);
    });
    const startedAt = performance.now();
    const tally = await playVotes({
      plan,
      poll,
      voters: letters,
      stranger: (n) => strangers[n] ?? { nas: '', code: '' },
      client,
      concurrency: options.connections,
      ratePerSecond: options.ratePerSecond,
      runId: randomUUID(),
      onAccepted: (votes) => {
        progress.accepted(votes);
      },
    });
    const sentMs = performance.now() - startedAt;
    await watch.stop();
    const expectation = tally.expectation();
    const settledAt = await waitUntilSettled(api, before.ledger, expectation.accepted, (votes) => {
      progress.settled(votes);
    });
    progress.stop();

    const after =
      settledAt === undefined
        ? await observe(api, poll)
        : await timed('ledger at rest again', () => observeAtRest(api, poll));
    const decided = await decideRivals(api, expectation.undecided);
    const { retriesAfterRefusal, retriesAfterSilence, latenciesMs } = client.stats;
    const comparison = compare({
      breakdowns: poll.breakdowns,
      before,
      after,
      expectation,
      decided,
      retriesAfterSilence,
    });
    const perSecond = (votes: number): number | undefined =>
      settledAt === undefined ? undefined : (votes * 1000) / (settledAt - startedAt);
    return {
      poll: poll.rollKey,
      seed: options.seed,
      planned: plan.counts,
      sent: expectation.sent,
      accepted: expectation.accepted,
      acceptedPerSecond: (expectation.accepted * 1000) / sentMs,
      settledPerSecond: perSecond(expectation.accepted),
      countedPerSecond: perSecond(after.ledger.counted - before.ledger.counted),
      latencyMs: latenciesOf(latenciesMs),
      retriesAfterRefusal,
      retriesAfterSilence,
      comparison,
      standings: poll.standings(after.counts),
      ok: comparison.differences.length === 0,
    };
  } finally {
    progress.stop();
    await client.close();
  }
}
