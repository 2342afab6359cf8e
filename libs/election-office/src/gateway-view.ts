import type { GatewayBody } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { Gateway } from './gateways.ts';

/** A gateway as the admin API and the command line show it. */
export function gatewayView(gateway: Gateway): GatewayBody {
  return {
    id: gateway.id,
    name: gateway.name,
    votes_per_second: gateway.votesPerSecond,
    burst: gateway.burst,
    created_at: instantText(gateway.createdAtMs),
    revoked_at: gateway.revokedAtMs === undefined ? null : instantText(gateway.revokedAtMs),
  };
}
