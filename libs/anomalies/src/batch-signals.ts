import { judgeCount, NO_HISTORY, sumOf } from './rate-baseline.ts';
import type { Anomaly } from './signal.ts';

/** How many letters of a printing batch are for one region, and how many of their credentials have voted. */
export interface BatchPart {
  readonly region: string;
  readonly letters: number;
  readonly used: number;
}

/** Letters that were printed together, and travelled together. */
export interface PrintingBatch {
  /** Names the letters: `letters 501 to 1000`, for example. */
  readonly name: string;
  readonly parts: readonly BatchPart[];
}

const BATCH = { dispersion: 1.5, spread: 0.15, leastEvents: 20, leastRatio: 1.5 } as const;

/**
 * Judges how many credentials of each printing batch have voted by the other batches of the same regions. A batch that
 * was stolen and used is far ahead of the others. It needs to know who has voted, and neither when nor what (P6).
 */
export function batchAnomalies(batches: readonly PrintingBatch[]): Anomaly[] {
  const regions = new Map<string, { letters: number; used: number }>();
  for (const { region, letters, used } of batches.flatMap(({ parts }) => parts)) {
    const sum = regions.get(region) ?? { letters: 0, used: 0 };
    regions.set(region, { letters: sum.letters + letters, used: sum.used + used });
  }
  return batches.flatMap(({ name, parts }) => {
    // Only what other batches can be compared with.
    const comparable = parts.flatMap((part) => {
      const sum = regions.get(part.region) ?? part;
      const others = { letters: sum.letters - part.letters, used: sum.used - part.used };
      return others.letters === 0 ? [] : [{ part, others }];
    });
    const letters = sumOf(comparable, ({ part }) => part.letters);
    const expected = sumOf(
      comparable,
      ({ part, others }) => (part.letters * (others.used + 1)) / others.letters,
    );
    if (letters === 0) return [];
    const assumption = { rate: expected / letters, cases: sumOf(comparable, ({ others }) => others.letters) };
    const used = sumOf(comparable, ({ part }) => part.used);
    const judged = judgeCount({ events: used, cases: letters }, NO_HISTORY, { ...BATCH, assumption });
    if (judged === undefined) return [];
    const others = {
      used: sumOf(comparable, (one) => one.others.used),
      letters: sumOf(comparable, (one) => one.others.letters),
    };
    return [
      {
        signal: 'printing-batch' as const,
        subject: name,
        window: undefined,
        ...judged,
        baseline: `${others.used} of ${others.letters} letters of the other batches in the same regions`,
      },
    ];
  });
}
