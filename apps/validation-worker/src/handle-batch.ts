import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '@scrutin/broker';
import type {
  QueueName,
  Receipt,
  SealedCodecs,
  SubmittedVote,
  WithReceipts,
} from '@scrutin/contracts/messages';
import { QUEUES, receiptsOf } from '@scrutin/contracts/messages';
import type { Logger } from '@scrutin/service-runtime';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch } from './judge-batch.ts';
import type { SecondLookDependencies } from './look-again.ts';
import { lookAgain } from './look-again.ts';
import type { ValidationMetrics } from './validation-metrics.ts';

interface HandlingDependencies {
  readonly broker: Pick<Broker, 'publish'>;
  readonly codecs: SealedCodecs;
  readonly metrics: ValidationMetrics;
  readonly publishTimeoutMs: number;
}

/** What is needed to handle a batch of submissions. */
export type BatchDependencies = HandlingDependencies & JudgingDependencies;

/**
 * Handles one batch of submissions. Resolves when the broker has stored the results in the next queues. Only then does
 * the consumer acknowledge the batch (P2). A batch that is delivered twice is decided the same way both times.
 */
export async function handleBatch(votes: readonly SubmittedVote[], deps: BatchDependencies): Promise<void> {
  const batchEnded = deps.metrics.batchStarted(votes);
  const { eligible, rejected, undecided } = await judgeBatch(votes, deps);
  // P5: every message that results from the batch carries its receipts. The database counts each receipt once.
  const receipts = receiptsOf(votes);
  // Redis alone cannot decide these votes, so they wait for lookAgain, which asks PostgreSQL (P3).
  const inDoubt = undecided.map(({ vote }) => vote);
  await Promise.all([
    publish(deps, QUEUES.aggregation, deps.codecs.eligible.encode, withReceipts(eligible, receipts)),
    publish(deps, QUEUES.review, deps.codecs.rejections.encode, withReceipts(rejected, receipts)),
    publish(deps, QUEUES.waiting, deps.codecs.submitted.encode, withReceipts(inDoubt, receipts)),
  ]);
  batchEnded({ eligible, rejected, postponed: 0 });
}

/** What is needed to handle a batch of votes in doubt. */
export interface WaitingDependencies extends HandlingDependencies, SecondLookDependencies {
  readonly countFailedGuesses: (guessKeys: readonly string[], nowMs: number) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly logger: Logger;
  readonly postponeMs: number;
}

/**
 * Handles one batch of votes in doubt. Like {@link handleBatch}, it resolves when the broker has stored the results
 * (P2). Votes that are still in doubt go to the end of their queue after `postponeMs`, so that other votes do not wait
 * for them.
 */
export async function handleWaiting(
  votes: readonly SubmittedVote[],
  deps: WaitingDependencies,
): Promise<void> {
  const batchEnded = deps.metrics.batchStarted(votes);
  const outcome = await lookAgain(votes, deps);
  const receipts = receiptsOf(votes);
  const { eligible, rejected, missing, contested, failedGuesses } = outcome;
  if (failedGuesses.length > 0) await deps.countFailedGuesses(failedGuesses, deps.clock());
  await Promise.all([
    publish(deps, QUEUES.aggregation, deps.codecs.eligible.encode, withReceipts(eligible, receipts)),
    publish(deps, QUEUES.review, deps.codecs.rejections.encode, withReceipts(rejected, receipts)),
  ]);
  if (missing.length > 0) {
    deps.logger.error('voter-roll.missing', {
      contests: [...new Set(missing.map((vote) => vote.contest))],
      votes: missing.length,
      remedy: 'scrutin roll status, then scrutin roll load and scrutin roll rebuild',
    });
  }
  const waiting = [...missing, ...contested];
  if (waiting.length > 0) {
    await delay(deps.postponeMs);
    await publish(deps, QUEUES.waiting, deps.codecs.submitted.encode, withReceipts(waiting, receipts));
  }
  batchEnded({ eligible, rejected, postponed: waiting.length });
}

async function publish<T>(
  { broker, publishTimeoutMs: timeoutMs }: HandlingDependencies,
  queue: QueueName,
  encode: (items: readonly T[]) => Buffer,
  items: readonly T[],
): Promise<void> {
  if (items.length === 0) return;
  await broker.publish(queue, encode(items), { messageId: randomUUID(), items: items.length, timeoutMs });
}

function withReceipts<T extends WithReceipts>(
  entries: readonly T[],
  receipts: readonly Receipt[],
): readonly T[] {
  if (receipts.length === 0) return entries;
  return entries.map((entry, i) => ({ ...entry, receipts: i === 0 ? receipts : [] }));
}
