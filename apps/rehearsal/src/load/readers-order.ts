import { z } from 'zod';

/** What the readers of results read from their standard input, as JSON on one line. */
export const readersOrder = z.strictObject({
  host: z.string(),
  port: z.int(),
  path: z.string(),
  readers: z.int().min(1),
  /** Each asks again so long after an answer. */
  everyMs: z.number().positive(),
});

/** What they were answered after each of them had had an answer. */
export const readersReport = z.object({
  /** How many answers had each status; `0` counts requests without an answer. */
  answers: z.record(z.string(), z.int()),
  p50Ms: z.number(),
  p95Ms: z.number(),
  cpuSeconds: z.number(),
});

export type ReadersOrder = z.infer<typeof readersOrder>;
export type ReadersReport = z.infer<typeof readersReport>;
