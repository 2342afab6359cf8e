import { verify } from 'argon2';
import type { RequestHandler } from 'express';
import type { BallotStore } from '@scrutin/ballot-store';
import type { Service } from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { BatchHandlers } from '../app.ts';
import type { VoteDependencies } from '../vote/vote-dependencies.ts';
import { batchVoteHandler } from './batch-vote-handler.ts';
import { gatewayAllowance } from './gateway-allowance.ts';
import { countedEntrance, gatewayEntrance } from './gateway-entrance.ts';
import { GatewayKeys } from './gateway-keys.ts';
import { gatewayMetrics } from './gateway-metrics.ts';
import { RefusedKeys } from './refused-keys.ts';

export interface GatewayConnections {
  readonly store: Pick<BallotStore, 'gateways'>;
  readonly roll: Pick<VoterRoll, 'allowances'>;
  readonly votes: VoteDependencies;
  /** Refuses requests while the process takes no votes. */
  readonly entrance: RequestHandler;
  /** How long to wait for Redis before the limits of a request are not checked. */
  readonly admissionTimeoutMs: number;
}

/** Connects the parts that take votes from gateways. Nothing is started yet. */
export function composeGateways(
  { logger, registry }: Pick<RuntimeContext, 'logger' | 'registry'>,
  { store, roll, votes, entrance, admissionTimeoutMs }: GatewayConnections,
): { readonly handlers: BatchHandlers; readonly services: readonly Service[] } {
  const steadyClock = (): number => performance.now();
  const keys = new GatewayKeys({
    load: () => store.gateways(),
    verify: (secretHash, secret) => verify(secretHash, secret),
    logger,
    steadyClock,
  });
  const metrics = gatewayMetrics(registry, Date.now);
  const takeFromAllowance = gatewayAllowance({
    take: (...given) => roll.allowances.take(...given),
    logger,
    timeoutMs: admissionTimeoutMs,
  });
  return {
    handlers: {
      enter: [
        countedEntrance(entrance, metrics),
        gatewayEntrance({ keys, refusedKeys: new RefusedKeys(steadyClock), metrics }),
      ],
      vote: batchVoteHandler({ ...votes, takeFromAllowance, gatewayMetrics: metrics }),
    },
    services: [keys],
  };
}
