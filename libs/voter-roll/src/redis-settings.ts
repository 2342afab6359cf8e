import type { Logger, Service } from '@scrutin/service-runtime';
import { periodic, RecurringLog } from '@scrutin/service-runtime';
import type { Command } from './command.ts';
import { repliesIn, troubleOf } from './redis-error.ts';
import type { RedisMetrics } from './redis-metrics.ts';
import { within } from './within.ts';

/** A connection to one Redis, or to one master of a cluster. */
interface SettingsSource {
  sendCommand(command: Command): Promise<unknown>;
}

export interface RedisSettingsOptions {
  readonly logger: Logger;
  readonly metrics: RedisMetrics;
  readonly deadlineMs: number;
  readonly everyMs: number;
  /** Returns the connections that are ready now. */
  readonly sources: () => readonly SettingsSource[];
}

const SAFE_POLICY = 'noeviction';

/**
 * Checks the settings of Redis on which a promise depends and which others can change. It does so at every new
 * connection and at regular intervals.
 *
 * A Redis that evicts keys loses voters of the roll. They are not rejected, because the markers of the roll are evicted
 * too or disagree with the record, but their votes wait until the roll is loaded again. So this only logs an error and
 * stops nothing. A Redis without an append-only file loses the roll when it restarts; that is only logged as a warning.
 *
 * It reads INFO, because providers forbid CONFIG.
 */
export class RedisSettings {
  readonly #options: RedisSettingsOptions;
  readonly #recurring: RecurringLog;
  readonly #watch: Service;
  #checking: Promise<void> | undefined;
  #isStale = false;
  #warnedForgetful = false;
  #warnedUnchecked = false;

  constructor(options: RedisSettingsOptions) {
    this.#options = options;
    this.#recurring = new RecurringLog(options.logger, 600_000);
    this.#watch = periodic({
      name: 'redis settings',
      everyMs: options.everyMs,
      task: () => this.check(),
      onError: () => undefined, // check() never rejects
    });
    void this.#watch.start();
  }

  /** Checks the settings. A call during a check makes another check follow it. Never rejects. */
  check(): Promise<void> {
    this.#isStale = true;
    this.#checking ??= this.#checkWhileStale();
    return this.#checking;
  }

  /** Ends the regular checks. A check in progress ends with its connections or at its deadline. */
  async close(): Promise<void> {
    await this.#watch.stop();
  }

  async #checkWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#checkOnce();
    }
    this.#checking = undefined;
  }

  async #checkOnce(): Promise<void> {
    const { logger, metrics, deadlineMs, sources } = this.#options;
    const asked = sources().map(readSettings);
    if (asked.length === 0) return;
    try {
      const settings = await within(deadlineMs, Promise.all(asked));
      metrics.count('settings', 'success', settings.length);
      this.#warnedUnchecked = false;
      this.#judgePolicy(settings.flatMap(({ policy }) => policy ?? []));
      this.#judgeAppendOnlyFile(settings.some(({ keepsFile }) => keepsFile === false));
    } catch (error) {
      metrics.count('settings', 'error', asked.length);
      // A Redis that is away is checked again when it is connected.
      if (troubleOf(error) === 'away' || this.#warnedUnchecked) return;
      this.#warnedUnchecked = true;
      logger.warn('redis.settings-unchecked', {
        reason: repliesIn(error)[0],
        remedy: 'allow this user to run INFO, or make sure that maxmemory-policy is noeviction',
      });
    }
  }

  #judgePolicy(policies: readonly string[]): void {
    if (policies.length === 0) return;
    const unsafe = [...new Set(policies.filter((policy) => policy !== SAFE_POLICY))];
    this.#options.metrics.setUnsafe('maxmemory-policy', unsafe.length > 0);
    if (unsafe.length === 0) return;
    this.#recurring.error('redis.unsafe-setting', 'maxmemory-policy', {
      setting: 'maxmemory-policy',
      value: unsafe.join(', '),
      needed: SAFE_POLICY,
      effect: 'when its memory is full, Redis loses voters of the roll, and their votes wait',
      remedy:
        'set it with CONFIG SET and in redis.conf, then load the rolls again that `scrutin roll status` lists',
    });
  }

  #judgeAppendOnlyFile(isForgetful: boolean): void {
    if (isForgetful && !this.#warnedForgetful) {
      this.#options.logger.warn('redis.forgetful', {
        setting: 'appendonly',
        value: 'no',
        effect: 'after a restart of Redis, votes wait until the rolls are loaded again',
      });
    }
    this.#warnedForgetful ||= isForgetful;
  }
}

interface Settings {
  /** Undefined when INFO does not contain it. */
  readonly policy: string | undefined;
  /** Whether Redis writes an append-only file; undefined when INFO does not say so. */
  readonly keepsFile: boolean | undefined;
}

async function readSettings(source: SettingsSource): Promise<Settings> {
  const [memory, persistence] = await Promise.all([
    source.sendCommand(['INFO', 'memory']),
    source.sendCommand(['INFO', 'persistence']),
  ]);
  const aof = fieldIn(persistence, 'aof_enabled');
  return {
    policy: fieldIn(memory, 'maxmemory_policy'),
    keepsFile: aof === undefined ? undefined : aof === '1',
  };
}

/** Finds a field in the answer to INFO, which has lines `name:value`. */
function fieldIn(info: unknown, name: string): string | undefined {
  return new RegExp(`^${name}:(\\S+)\\r?$`, 'm').exec(String(info))?.[1];
}
