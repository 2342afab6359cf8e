import { z } from 'zod';

/** When votes are sent. */
const pace = z.discriminatedUnion('kind', [
  /**
   * As fast as answers come: each connection sends the next vote when it has the answer to the last. It ends with the
   * letters, or after so many seconds.
   */
  z.strictObject({ kind: z.literal('closed-loop'), seconds: z.number().positive().optional() }),
  /**
   * At fixed times, whatever the server does: the n-th vote at n / `perSecond` seconds. If no connection is free at that
   * time, the vote waits for one, and its latency counts from that time nevertheless. Who waits longer than `patienceMs`
   * for a connection gives up. Before that, votes come at half this rate for `warmUpSeconds`, so that a load generator
   * that has just started is not measured: they count, but have no part in latency, stalls and intervals.
   */
  z.strictObject({
    kind: z.literal('open-loop'),
    perSecond: z.number().positive(),
    warmUpSeconds: z.number().min(0),
    seconds: z.number().positive(),
    patienceMs: z.number().positive(),
  }),
]);

/** What the load generator reads from its standard input, as JSON. */
export const loadOrder = z.strictObject({
  host: z.string(),
  port: z.int(),
  /** The path to which votes are posted. */
  path: z.string(),
  connections: z.int().min(1),
  /** How many requests may be in flight on one connection; above 1 they are pipelined (RFC 9112 9.3.2). */
  inFlight: z.int().min(1),
  /** The folder of a credential set (`credentials generate`). It is read as votes are sent, and never held as a whole. */
  letters: z.string(),
  /** Letters at the beginning that voted before. */
  skip: z.int().min(0),
  /** How many letters vote, at most. */
  voters: z.int().min(1),
  /** After every so many letters, one of them votes again; 0 for never. */
  duplicateEvery: z.int().min(0),
  /** After every so many letters, a stranger who is on no roll votes; 0 for never. */
  unknownEvery: z.int().min(0),
  /**
   * By region (`''` for a law): the ends of the bodies of votes, after NAS and code. The voters of a region cast them in
   * turn.
   */
  ballots: z.record(z.string(), z.array(z.string()).min(1)),
  pace,
  /** A new interval of the report begins after so many milliseconds, or after so many answers. */
  interval: z.union([
    z.strictObject({ everyMs: z.number().positive() }),
    z.strictObject({ everyAnswers: z.int().min(1) }),
  ]),
});

export type LoadOrder = z.infer<typeof loadOrder>;

const latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });

/** Times in milliseconds. For an open loop they begin when the vote should have been sent. */
export type Latency = z.infer<typeof latency>;

const interval = z.object({
  /** Since the load began. */
  fromMs: z.number(),
  toMs: z.number(),
  accepted: z.int(),
  refused: z.int(),
  /** Of the votes that were answered 202; zeros without one. */
  latencyMs: latency,
  /** The longest time without an accepted vote. */
  stallMs: z.number(),
});

export type LoadInterval = z.infer<typeof interval>;

const end = z.object({
  kind: z.literal('end'),
  /** With the time of warming up. */
  seconds: z.number(),
  accepted: z.int(),
  latencyMs: latency,
  /** Of the answers 429 and 503. */
  refusalMs: latency,
  /** How many answers had each status; `0` counts requests without an answer. */
  answers: z.record(z.string(), z.int()),
  /** Requests that were sent again after 429, 503 or no answer. */
  repeated: z.int(),
  /** Open loop: votes for which no connection was free in time. */
  gaveUp: z.int(),
  /** Votes that were refused, or not answered, and not sent again. */
  dropped: z.int(),
  /** How many letters were used. */
  letters: z.int(),
  /** Accepted votes that must be rejected. */
  duplicates: z.int(),
  unknown: z.int(),
  /** Accepted votes that must be counted: by region, how many cast each of its ballots. */
  cast: z.record(z.string(), z.array(z.int())),
  longestStall: z.object({ ms: z.number(), fromMs: z.number() }),
  cpuSeconds: z.number(),
  /** The most memory that the process had. */
  memoryBytes: z.number(),
});

export type LoadEnd = z.infer<typeof end>;

/** What the load generator writes to its standard output, one JSON object a line. */
export const loadMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), accepted: z.int(), refused: z.int() }),
  z.object({ kind: z.literal('interval'), interval }),
  end,
]);

export type LoadMessage = z.infer<typeof loadMessage>;
