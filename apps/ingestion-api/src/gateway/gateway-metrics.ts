import type { Registry } from '@scrutin/service-runtime';
import { counter, minuteCounter } from '@scrutin/service-runtime';

/** Why a request of a gateway was refused as a whole, besides the limit of the gateway. */
export type BatchRefusal = 'key-refused' | 'key-undecided' | 'malformed' | 'unavailable';

/** Counts what gateways hand in. */
export interface GatewayMetrics {
  /** Counts the votes of one request. */
  votes(gateway: string, outcomes: { readonly accepted: number; readonly refused: number }): void;
  /** Counts a request that was refused because the gateway had used up its votes, and the votes of the request. */
  limited(gateway: string, votes: number): void;
  /** Counts a request that was refused for another reason. */
  refused(reason: BatchRefusal): void;
}

/** So many gateways have samples of their own in one process. All others are counted together. */
const NAMED_GATEWAYS = 100;
const OTHERS = 'others';

/** Registers the metrics of gateways. @param clock milliseconds since the epoch */
export function gatewayMetrics(registry: Registry, clock: () => number): GatewayMetrics {
  const votes = minuteCounter({ registry, name: 'gateway_votes_total', clock });
  const requests = counter(registry, 'gateway_requests_refused_total');
  const named = new Set<string>();
  const labelOf = (name: string): string => {
    if (!named.has(name) && named.size >= NAMED_GATEWAYS) return OTHERS;
    named.add(name);
    return name;
  };
  return {
    votes(gateway, { accepted, refused }) {
      const name = labelOf(gateway);
      if (accepted > 0) votes.add([name, 'accepted'], accepted);
      if (refused > 0) votes.add([name, 'refused'], refused);
    },
    limited(gateway, limited) {
      votes.add([labelOf(gateway), 'limited'], limited);
      requests.inc({ reason: 'limit' });
    },
    refused(reason) {
      requests.inc({ reason });
    },
  };
}
