import type { Logger, ReadinessCheck, Registry, Service } from '@scrutin/service-runtime';
import { backgroundFailure, gauge, periodic, TransientError } from '@scrutin/service-runtime';

export interface ClockWatchOptions {
  /** The database's clock, in milliseconds since the epoch. */
  readonly databaseClock: () => Promise<number>;
  /** The clock of this process, by which it decides about votes and acts, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** A clock that never goes back and is never set, in milliseconds. */
  readonly steadyClock?: () => number;
  readonly logger: Logger;
  readonly registry?: Registry;
  /** The largest offset with which the process may work. */
  readonly maxOffsetMs: number;
  readonly everyMs?: number;
}

/**
 * Compares the clock of this process with the clock of the database, which all processes share. The time of acceptance
 * decides whether a vote is within the window (P9), so a process with a wrong clock would open and close at another
 * time than the others. If the offset is larger than `maxOffsetMs`, the process is not ready and accepts nothing. While
 * the database is away, the steady clock shows whether the clock of the process was set.
 */
export class ClockWatch implements Service {
  readonly name = 'clock';
  readonly #options: ClockWatchOptions;
  readonly #steady: () => number;
  readonly #comparing: Service;
  /** The last measurement: the clock of the database minus the steady clock, and how long the query took. */
  #measured: { readonly databaseLeadMs: number; readonly roundTripMs: number } | undefined;
  #wasWrong = false;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    this.#steady = options.steadyClock ?? (() => performance.now());
    this.#comparing = periodic({
      name: this.name,
      everyMs: options.everyMs ?? 5_000,
      task: () => this.#compare(),
      onError: backgroundFailure(options.logger, this.name, 'clock.unknown'),
      atStart: true,
    });
    if (options.registry === undefined) return;
    gauge(options.registry, 'clock_offset_seconds', (offset) => {
      const ms = this.offsetMs;
      if (ms === undefined) offset.remove();
      else offset.set(ms / 1_000);
    });
  }

  /** The clock of this process minus that of the database, in milliseconds. Undefined before the first comparison. */
  get offsetMs(): number | undefined {
    if (this.#measured === undefined) return undefined;
    return this.#options.clock() - this.#steady() - this.#measured.databaseLeadMs;
  }

  /** Whether this clock is known to be wrong now. */
  isWrong(): boolean {
    const offsetMs = this.offsetMs;
    if (offsetMs === undefined || this.#measured === undefined) return false;
    // The database read its clock at some moment of the round trip, so half of the round trip is not counted as offset.
    const isWrong = Math.abs(offsetMs) - this.#measured.roundTripMs / 2 > this.#options.maxOffsetMs;
    if (isWrong !== this.#wasWrong) {
      this.#wasWrong = isWrong;
      const fields = { offsetMs: Math.round(offsetMs), maxOffsetMs: this.#options.maxOffsetMs };
      if (isWrong) this.#options.logger.error('clock.wrong', fields);
      else this.#options.logger.info('clock.right', fields);
    }
    return isWrong;
  }

  readonly readiness: ReadinessCheck = {
    name: 'clock',
    check: async () => {
      await Promise.resolve();
      if (this.isWrong()) {
        throw new TransientError(`The clock is ${Math.round(this.offsetMs ?? 0)} ms off the database's.`);
      }
    },
  };

  start(): Promise<void> {
    return this.#comparing.start();
  }

  drain(): Promise<void> {
    return this.#comparing.drain();
  }

  stop(): Promise<void> {
    return this.#comparing.stop();
  }

  async #compare(): Promise<void> {
    const before = this.#steady();
    const databaseMs = await this.#options.databaseClock();
    const after = this.#steady();
    this.#measured = { databaseLeadMs: databaseMs - (before + after) / 2, roundTripMs: after - before };
    this.isWrong();
  }
}
