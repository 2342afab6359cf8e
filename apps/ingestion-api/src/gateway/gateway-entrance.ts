import type { RequestHandler, Response } from 'express';
import type { StoredGateway } from '@scrutin/ballot-store';
import type { ProblemType } from '@scrutin/contracts/problems';
import type { GatewayKey } from '@scrutin/contracts/public';
import { bearerGatewayKey } from '@scrutin/contracts/public';
import { languageOf, leaveBodyUnread, limitedAddress, RETRY_AFTER_S, sendProblem } from '@scrutin/http-edge';
import type { GatewayKeys, KeyVerdict } from './gateway-keys.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import type { RefusedKeys } from './refused-keys.ts';

export interface GatewayEntranceOptions {
  readonly keys: Pick<GatewayKeys, 'remembered' | 'judge'>;
  readonly refusedKeys: Pick<RefusedKeys, 'waitMs' | 'add'>;
  readonly metrics: Pick<GatewayMetrics, 'refused'>;
}

const GATEWAY = 'gateway';

/** The gateway that the entrance admitted. */
export function gatewayOf(response: Response): StoredGateway {
  return response.locals[GATEWAY] as StoredGateway;
}

/**
 * Admits a request by the key in its Authorization header, before its body is read. An address that sent many wrong keys
 * waits, but a key that was accepted before is always admitted.
 */
export function gatewayEntrance({ keys, refusedKeys, metrics }: GatewayEntranceOptions): RequestHandler {
  const judge = async (key: GatewayKey | undefined, address: string): Promise<KeyVerdict | Wait> => {
    const waitMs = refusedKeys.waitMs(address);
    if (waitMs > 0) return { kind: 'wait', waitMs };
    const verdict: KeyVerdict = key === undefined ? { kind: 'refused' } : await keys.judge(key);
    if (verdict.kind === 'refused') refusedKeys.add(address);
    return verdict;
  };
  return async (request, response, next) => {
    const key = bearerGatewayKey(request.headers.authorization);
    const known = key === undefined ? undefined : keys.remembered(key);
    const verdict: KeyVerdict | Wait =
      known === undefined
        ? await judge(key, limitedAddress(request.ip ?? ''))
        : { kind: 'accepted', gateway: known };
    if (verdict.kind === 'accepted') {
      response.locals[GATEWAY] = verdict.gateway;
      next();
      return;
    }
    metrics.refused(
      verdict.kind === 'undecided' || verdict.kind === 'busy' ? 'key-undecided' : 'key-refused',
    );
    leaveBodyUnread(request, response);
    if (verdict.kind === 'refused') response.set('WWW-Authenticate', 'Bearer');
    const retryAfterS = verdict.kind === 'wait' ? Math.ceil(verdict.waitMs / 1_000) : RETRY_AFTER_S;
    sendProblem(
      response,
      PROBLEM_OF[verdict.kind],
      languageOf(request.headers['accept-language']),
      verdict.kind === 'refused' ? {} : { retry_after_seconds: retryAfterS },
    );
  };
}

/**
 * The entrance of all votes, for gateways: it counts the requests that it refuses.
 *
 * @param entrance decides at once
 */
export function countedEntrance(
  entrance: RequestHandler,
  metrics: Pick<GatewayMetrics, 'refused'>,
): RequestHandler {
  return (request, response, next) => {
    let isAdmitted = false as boolean;
    void entrance(request, response, (fault?: unknown) => {
      isAdmitted = true;
      next(fault);
    });
    if (!isAdmitted) metrics.refused('unavailable');
  };
}

interface Wait {
  readonly kind: 'wait';
  readonly waitMs: number;
}

const PROBLEM_OF = {
  refused: 'gateway-key-refused',
  undecided: 'not-ready',
  busy: 'overloaded',
  wait: 'rate-limited',
} as const satisfies Record<Exclude<KeyVerdict['kind'], 'accepted'> | 'wait', ProblemType>;
