import type { StoredGateway } from '@scrutin/ballot-store';
import type { Logger } from '@scrutin/service-runtime';
import { RecurringLog, TransientError, withDeadline } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';

export interface GatewayAllowanceOptions {
  readonly take: VoterRoll['allowances']['take'];
  readonly logger: Logger;
  /** How long to wait for Redis before a request passes. */
  readonly timeoutMs: number;
}

/** How long nothing is asked after Redis took too long, so that requests do not queue for it. */
const SKIPPED_MS = 1_000;

/**
 * Takes the votes of a request from the allowance of its gateway. Returns 0 if they were taken, or the milliseconds to
 * wait. If Redis is away, the request passes, for the reason that `Intake` gives: accepting a vote matters more than a
 * limit.
 */
export function gatewayAllowance({ take, logger, timeoutMs }: GatewayAllowanceOptions) {
  const recurring = new RecurringLog(logger);
  let skipUntilMs = 0;
  return async (gateway: StoredGateway, votes: number): Promise<number> => {
    if (performance.now() < skipUntilMs) return 0;
    try {
      return await withDeadline(take(gateway.id, votes, gateway), timeoutMs, () => {
        skipUntilMs = performance.now() + SKIPPED_MS;
        return 0;
      });
    } catch (error) {
      // The intake, which asks Redis as well, logs that it is away.
      if (!(error instanceof TransientError)) recurring.error('intake.failed', 'allowance', { error });
      return 0;
    }
  };
}
