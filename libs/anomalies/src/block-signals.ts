import { judgeInTurn, shareText } from './contest-signals.ts';
import type { BlockCounts } from './counts.ts';
import { SMALL_BLOCKS } from './counts.ts';
import type { Criterion } from './rate-baseline.ts';
import { judgeCount, NO_HISTORY, sumOf } from './rate-baseline.ts';
import type { Anomaly, WatchedSignal } from './signal.ts';

const GUESSES = { dispersion: 3, spread: 0.5, leastEvents: 10, leastRatio: 3 } as const;
/** What is assumed about failed codes if no other block was sampled, and how much the other blocks count at most. */
const ASSUMED_FAILURES = { rate: 0.03, cases: 300 } as const;
const MOST_CASES = 1_000;

/**
 * Judges in each window how many of the sampled requests of a block name a NAS for which a code has failed, by the other
 * blocks in the same window. So a large block is no anomaly because it is large, and an attack that comes from
 * everywhere is none of a single block: the contest shows it.
 */
export function blockGuessAnomalies(blocks: readonly BlockCounts[]): Anomaly<WatchedSignal>[] {
  return [...Map.groupBy(blocks, ({ window }) => window).values()].flatMap((together) => {
    const all = {
      failed: sumOf(together, ({ failed }) => failed),
      sampled: sumOf(together, ({ sampled }) => sampled),
    };
    return together.flatMap((block) => guessAnomaly(block, all));
  });
}

function guessAnomaly(
  block: BlockCounts,
  all: { readonly failed: number; readonly sampled: number },
): Anomaly<WatchedSignal>[] {
  if (block.block === SMALL_BLOCKS) return [];
  const others = { failed: all.failed - block.failed, sampled: all.sampled - block.sampled };
  const failed = ASSUMED_FAILURES.rate * ASSUMED_FAILURES.cases + others.failed;
  const sampled = ASSUMED_FAILURES.cases + others.sampled;
  const assumption = { rate: failed / sampled, cases: Math.min(MOST_CASES, sampled) };
  const judged = judgeCount({ events: block.failed, cases: block.sampled }, NO_HISTORY, {
    ...GUESSES,
    assumption,
  });
  if (judged === undefined) return [];
  const baseline = `${others.failed} of ${others.sampled} sampled requests of the other blocks in the same window`;
  return [{ signal: 'block-guesses', subject: block.block, window: block.window, ...judged, baseline }];
}

/** A block may bring this share of all requests before anything is known about it. */
const VOLUME: Criterion = {
  assumption: { rate: 0.02, cases: 1_000 },
  dispersion: 3,
  spread: 0.5,
  leastEvents: 200,
  leastRatio: 3,
};
/** Fewer other requests or named blocks are no baseline: behind a proxy that is not trusted, there is one block. */
const LEAST_OTHERS = { requests: 200, blocks: 3 } as const;

/** Judges how many of all requests come from a block, by the share that it had in earlier windows. */
export function blockVolumeAnomalies(blocks: readonly BlockCounts[]): Anomaly<WatchedSignal>[] {
  const all = new Map<number, { requests: number; blocks: number }>();
  for (const { block, window, requests } of blocks) {
    const sum = all.get(window) ?? { requests: 0, blocks: 0 };
    all.set(window, {
      requests: sum.requests + requests,
      blocks: sum.blocks + (block === SMALL_BLOCKS ? LEAST_OTHERS.blocks : 1),
    });
  }
  const named = Map.groupBy(
    blocks.filter(({ block }) => block !== SMALL_BLOCKS),
    ({ block }) => block,
  );
  return [...named].flatMap(([block, own]) =>
    judgeInTurn(own, VOLUME, ({ window, requests }) => {
      const sum = all.get(window) ?? { requests: 0, blocks: 0 };
      const others = sum.requests - requests;
      const isComparable = others >= LEAST_OTHERS.requests && sum.blocks > LEAST_OTHERS.blocks;
      return { events: requests, cases: isComparable ? others : 0 };
    }).map(({ window, judged, earlier }) => ({
      signal: 'block-volume' as const,
      subject: block,
      window,
      ...judged,
      baseline: shareText(earlier, VOLUME, 'requests of all other blocks'),
    })),
  );
}
