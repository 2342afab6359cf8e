import { periodic, RecurringLog } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';
import type { Command } from './command.ts';
import { within } from './deadline.ts';
import { repliesIn, troubleOf } from './redis-error.ts';
import type { RedisMetrics } from './redis-metrics.ts';

/** A connection to one Redis, or to one master of a cluster. */
interface SettingsSource {
  sendCommand(command: Command): Promise<unknown>;
}

export interface RedisSettingsOptions {
  readonly logger: Logger;
  readonly metrics: RedisMetrics;
  readonly deadlineMs: number;
  readonly everyMs: number;
  /** The connections that are ready now. */
  readonly sources: () => readonly SettingsSource[];
}

const SAFE_POLICY = 'noeviction';

/**
 * Looks at what a promise rests on and somebody else can change: at every new connection, and from time to time.
 *
 * A Redis that evicts keys throws voters off the roll. They are not rejected, since the markers of the roll go with
 * them or say less than the record, but their votes wait until the roll is loaded again. So this warns and stops
 * nothing. A Redis without an append-only file forgets the roll when it restarts, which is only worth knowing.
 *
 * It reads INFO and not CONFIG, which providers forbid.
 */
export class RedisSettings {
  readonly #options: RedisSettingsOptions;
  readonly #recurring: RecurringLog;
  readonly #watch: Service;
  #looking: Promise<void> | undefined;
  #isStale = false;
  #saidForgetful = false;
  #saidUnchecked = false;

  constructor(options: RedisSettingsOptions) {
    this.#options = options;
    this.#recurring = new RecurringLog(options.logger, 600_000);
    this.#watch = periodic({
      name: 'redis settings',
      everyMs: options.everyMs,
      task: () => this.look(),
      onError: () => undefined, // look() never rejects
    });
    void this.#watch.start();
  }

  /** Never rejects. What comes while a look is under way is looked at after it. */
  look(): Promise<void> {
    this.#isStale = true;
    this.#looking ??= this.#lookWhileStale();
    return this.#looking;
  }

  /** Ends the watch; a look under way ends with its connections, or at its deadline. */
  async close(): Promise<void> {
    await this.#watch.stop();
  }

  async #lookWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#lookOnce();
    }
    this.#looking = undefined;
  }

  async #lookOnce(): Promise<void> {
    const { logger, metrics, deadlineMs, sources } = this.#options;
    const asked = sources().map(readSettings);
    if (asked.length === 0) return;
    try {
      const seen = await within(deadlineMs, Promise.all(asked));
      metrics.count('settings', 'success', seen.length);
      this.#saidUnchecked = false;
      this.#judgePolicy(seen.flatMap(({ policy }) => policy ?? []));
      this.#judgeAppendOnlyFile(seen.some(({ keepsFile }) => keepsFile === false));
    } catch (error) {
      metrics.count('settings', 'error', asked.length);
      // One that is away is looked at again when it is back.
      if (troubleOf(error) === 'away' || this.#saidUnchecked) return;
      this.#saidUnchecked = true;
      logger.warn('redis.settings-unchecked', {
        reason: repliesIn(error)[0],
        remedy: 'let this user run INFO, or see to it that maxmemory-policy is noeviction',
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
      effect: 'Redis throws voters off the roll when its memory is full; their votes wait',
      remedy: 'set it with CONFIG SET and in redis.conf, then load again what `scrutin roll status` names',
    });
  }

  #judgeAppendOnlyFile(isForgetful: boolean): void {
    if (isForgetful && !this.#saidForgetful) {
      this.#options.logger.warn('redis.forgetful', {
        setting: 'appendonly',
        value: 'no',
        effect: 'after a restart of Redis votes wait until the rolls are loaded again',
      });
    }
    this.#saidForgetful ||= isForgetful;
  }
}

interface Seen {
  /** Undefined when this Redis does not say. */
  readonly policy: string | undefined;
  readonly keepsFile: boolean | undefined;
}

async function readSettings(source: SettingsSource): Promise<Seen> {
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

/** INFO answers with lines of `name:value`. */
function fieldIn(info: unknown, name: string): string | undefined {
  return new RegExp(`^${name}:(\\S+)\\r?$`, 'm').exec(String(info))?.[1];
}
