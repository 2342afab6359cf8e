import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '@scrutin/broker';
import { QUEUES, receiptsOf } from '@scrutin/contracts';
import type { QueueName, Receipt, SealedCodecs, SubmittedVote, WithReceipts } from '@scrutin/contracts';
import type { Logger } from '@scrutin/service-runtime';
import { validateVotes } from './validate-votes.ts';
import type { ValidationDependencies } from './validate-votes.ts';
import type { ValidationMetrics } from './validation-metrics.ts';

export interface BatchDependencies extends ValidationDependencies {
  readonly broker: Pick<Broker, 'publish'>;
  readonly codecs: SealedCodecs;
  readonly countFailedGuesses: (guessKeys: readonly string[], nowMs: number) => Promise<void>;
  readonly clock: () => number;
  readonly logger: Logger;
  readonly metrics: ValidationMetrics;
  readonly publishTimeoutMs: number;
  readonly postponeMs: number;
}

/**
 * Handles one batch of submissions. Resolves when what it came to is durable in the next queues; only
 * then does the consumer acknowledge it (P2). Run twice, it decides the same again.
 */
export async function handleBatch(votes: readonly SubmittedVote[], deps: BatchDependencies): Promise<void> {
  const done = deps.metrics.batchStarted();
  const outcome = await validateVotes(votes, deps);
  if (outcome.failedGuesses.length > 0) await deps.countFailedGuesses(outcome.failedGuesses, deps.clock());

  const publish = (queue: QueueName, body: Buffer, items: number): Promise<void> =>
    deps.broker.publish(queue, body, { messageId: randomUUID(), items, timeoutMs: deps.publishTimeoutMs });
  const { codecs } = deps;
  // P5: every message that comes of the batch carries its receipts; they count once.
  const receipts = receiptsOf(votes);
  const eligible = withReceipts(outcome.eligible, receipts);
  const rejected = withReceipts(outcome.rejected, receipts);
  const postponed = withReceipts(outcome.postponed, receipts);
  await Promise.all([
    eligible.length > 0 && publish(QUEUES.aggregation, codecs.eligible.encode(eligible), eligible.length),
    rejected.length > 0 && publish(QUEUES.review, codecs.rejections.encode(rejected), rejected.length),
  ]);
  if (postponed.length > 0) {
    deps.logger.error('voter-roll.missing', {
      contests: [...new Set(postponed.map((vote) => vote.contest))],
      votes: postponed.length,
      remedy: 'scrutin roll load, then scrutin roll rebuild',
    });
    // To the end of the queue, at a walking pace: other contests go on, these wait for their roll.
    await delay(deps.postponeMs);
    await publish(QUEUES.validation, codecs.submitted.encode(postponed), postponed.length);
  }
  done(outcome);
}

function withReceipts<T extends WithReceipts>(
  entries: readonly T[],
  receipts: readonly Receipt[],
): readonly T[] {
  if (receipts.length === 0) return entries;
  return entries.map((entry, i) => ({ ...entry, receipts: i === 0 ? receipts : [] }));
}
