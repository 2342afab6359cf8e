import type { RecordableHistogram } from 'node:perf_hooks';
import { createHistogram } from 'node:perf_hooks';
import type { Latency, LoadEnd, LoadInterval, LoadOrder } from './load-order.ts';
import type { SourcedVote } from './vote-source.ts';

const US_PER_MS = 1_000;

/** Records what became of the votes of a load. Latencies go into histograms with three significant digits (HDR). */
export class LoadFigures {
  accepted = 0;
  refused = 0;
  duplicates = 0;
  unknown = 0;
  readonly cast: Record<string, number[]>;
  readonly answers: Record<string, number> = {};
  readonly #accepted = createHistogram();
  readonly #refused = createHistogram();
  readonly #inInterval = createHistogram();
  readonly #everyMs: number;
  readonly #everyAnswers: number;
  readonly #onInterval: (interval: LoadInterval) => void;
  readonly #begunMs: number;
  readonly #measuredFromMs: number;
  #isMeasured = false;
  #intervalFromMs: number;
  #acceptedBefore = 0;
  #refusedBefore = 0;
  #lastMs: number;
  #stallMs = 0;
  #longest = { ms: 0, fromMs: 0 };

  constructor(
    order: Pick<LoadOrder, 'ballots' | 'interval'>,
    { begunMs, measuredFromMs }: { readonly begunMs: number; readonly measuredFromMs: number },
    onInterval: (interval: LoadInterval) => void,
  ) {
    this.cast = Object.fromEntries(
      Object.entries(order.ballots).map(([region, ballots]) => [region, ballots.map(() => 0)]),
    );
    this.#everyMs = 'everyMs' in order.interval ? order.interval.everyMs : Number.POSITIVE_INFINITY;
    this.#everyAnswers =
      'everyAnswers' in order.interval ? order.interval.everyAnswers : Number.POSITIVE_INFINITY;
    this.#onInterval = onInterval;
    this.#begunMs = begunMs;
    this.#measuredFromMs = begunMs + measuredFromMs;
    this.#intervalFromMs = measuredFromMs;
    this.#lastMs = this.#measuredFromMs;
  }

  /** @param nowMs when the answer came, by `performance.now()` */
  record(vote: SourcedVote, status: number, nowMs: number): void {
    const us = Math.max(1, Math.round((nowMs - vote.fromMs) * US_PER_MS));
    const isMeasured = vote.fromMs >= this.#measuredFromMs;
    if (isMeasured && !this.#isMeasured) this.#beginMeasuring();
    if (status === 202) {
      this.accepted += 1;
      if (vote.due === 'counted') {
        const cast = this.cast[vote.region];
        if (cast !== undefined) cast[vote.ballot] = (cast[vote.ballot] ?? 0) + 1;
      } else if (vote.due === 'already-voted') this.duplicates += 1;
      else this.unknown += 1;
      if (isMeasured) {
        this.#accepted.record(us);
        this.#inInterval.record(us);
        this.#noteStall(nowMs);
      }
    } else {
      this.refused += 1;
      const name = String(status);
      this.answers[name] = (this.answers[name] ?? 0) + 1;
      if (isMeasured && (status === 429 || status === 503)) this.#refused.record(us);
    }
    if (!this.#isMeasured) return;
    const answers = this.accepted + this.refused - this.#acceptedBefore - this.#refusedBefore;
    if (answers >= this.#everyAnswers || nowMs - this.#begunMs - this.#intervalFromMs >= this.#everyMs)
      this.endInterval(nowMs);
  }

  /** Ends the present interval, unless it is empty or nothing is measured yet. */
  endInterval(nowMs: number): void {
    const accepted = this.accepted - this.#acceptedBefore;
    const refused = this.refused - this.#refusedBefore;
    if (!this.#isMeasured || accepted + refused === 0) return;
    const toMs = nowMs - this.#begunMs;
    this.#onInterval({
      fromMs: this.#intervalFromMs,
      toMs,
      accepted,
      refused,
      latencyMs: latencyOf(this.#inInterval),
      stallMs: this.#stallMs,
    });
    this.#intervalFromMs = toMs;
    this.#acceptedBefore = this.accepted;
    this.#refusedBefore = this.refused;
    this.#inInterval.reset();
    this.#stallMs = 0;
  }

  /** The figures of the whole load. */
  totals(): Pick<
    LoadEnd,
    'accepted' | 'latencyMs' | 'refusalMs' | 'answers' | 'duplicates' | 'unknown' | 'cast' | 'longestStall'
  > {
    return {
      accepted: this.accepted,
      latencyMs: latencyOf(this.#accepted),
      refusalMs: latencyOf(this.#refused),
      answers: { ...(this.accepted === 0 ? {} : { '202': this.accepted }), ...this.answers },
      duplicates: this.duplicates,
      unknown: this.unknown,
      cast: this.cast,
      longestStall: this.#longest,
    };
  }

  /** The answers until now belong to the time of warming up. */
  #beginMeasuring(): void {
    this.#isMeasured = true;
    this.#acceptedBefore = this.accepted;
    this.#refusedBefore = this.refused;
  }

  #noteStall(nowMs: number): void {
    const ms = nowMs - this.#lastMs;
    if (ms > this.#stallMs) this.#stallMs = ms;
    if (ms > this.#longest.ms) this.#longest = { ms, fromMs: this.#lastMs - this.#begunMs };
    this.#lastMs = nowMs;
  }
}

function latencyOf(histogram: RecordableHistogram): Latency {
  if (histogram.count === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
  const at = (percent: number): number => histogram.percentile(percent) / US_PER_MS;
  return { p50: at(50), p95: at(95), p99: at(99), max: histogram.max / US_PER_MS };
}
