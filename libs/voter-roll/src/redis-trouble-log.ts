import type { Logger } from '@scrutin/service-runtime';
import { RecurringLog } from '@scrutin/service-runtime';
import { repliesIn, troubleOf } from './redis-error.ts';

/** Logs what a person must look into: a login or a right that Redis refuses, or an unknown answer. */
export class RedisTroubleLog {
  readonly #recurring: RecurringLog;

  constructor(logger: Logger) {
    this.#recurring = new RecurringLog(logger);
  }

  /** @returns whether it was logged here; a Redis that is only away is logged elsewhere as `redis.connection-lost` */
  note(operation: string, error: unknown): boolean {
    const trouble = troubleOf(error);
    if (trouble === 'away') return false;
    const [reason = String(error)] = repliesIn(error);
    const event = trouble === 'refused' ? 'redis.refused' : 'redis.unknown-reply';
    this.#recurring.error(event, `${operation} ${reason.split(' ', 1)[0] ?? ''}`, { operation, reason });
    return true;
  }
}
