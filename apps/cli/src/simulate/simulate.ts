import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../api-client.ts';
import { compare } from './comparison.ts';
import { decideRivals } from './decided.ts';
import { freshLetters } from './fresh-voters.ts';
import { latenciesOf } from './latency.ts';
import { playVotes } from './play-votes.ts';
import { showProgress, told } from './progress.ts';
import type { SimulationReport } from './report.ts';
import { observe, observeAtRest, waitUntilSettled, watchSettled } from './settling.ts';
import type { VoterLetter } from './vote-bodies.ts';
import { planVotes } from './vote-plan.ts';
import type { PlanRequest } from './vote-plan.ts';
import { openVotingClient } from './voting-client.ts';

export interface SimulationOptions extends PlanRequest {
  readonly api: ApiClient;
  readonly lawId: string;
  readonly connections: number;
  readonly ratePerSecond: number | undefined;
  /** So many voters who are on the roll and have not voted. */
  readonly voters: (count: number) => Promise<readonly VoterLetter[]>;
}

const MAX_ATTEMPTS = 10;
const LONGEST_WAIT_MS = 10_000;

/**
 * Plays voters against a running system and holds what they were answered against what was counted.
 *
 * @throws TransientError when the API is away, or others vote at the same time
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { api, lawId } = options;
  const plan = planVotes(options);
  const letters = await options.voters(plan.letters);
  const strangers = freshLetters(plan.counts.unknown);
  const before = await told('ledger at rest', () => observeAtRest(api, lawId));

  const client = openVotingClient({
    url: api.url,
    connections: options.connections,
    maxAttempts: MAX_ATTEMPTS,
    longestWaitMs: LONGEST_WAIT_MS,
  });
  const progress = showProgress(plan.steps.length + plan.counts.twins - plan.counts.malformed);
  try {
    const watch = watchSettled(api, before.ledger, (votes) => {
      progress.settled(votes);
    });
    const startedAt = performance.now();
    const tally = await playVotes({
      plan,
      lawId,
      letters,
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
        ? await observe(api, lawId)
        : await told('ledger at rest again', () => observeAtRest(api, lawId));
    const decided = await decideRivals(api, expectation.undecided);
    const { retriesAfterRefusal, retriesAfterSilence, latenciesMs } = client.stats;
    const comparison = compare({ before, after, expectation, decided, retriesAfterSilence });
    const perSecond = (votes: number): number | undefined =>
      settledAt === undefined ? undefined : (votes * 1000) / (settledAt - startedAt);
    return {
      lawId,
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
      ok: comparison.differences.length === 0,
    };
  } finally {
    progress.stop();
    await client.close();
  }
}
