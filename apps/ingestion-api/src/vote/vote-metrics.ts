import type { Registry } from '@scrutin/service-runtime';
import { gauge, minuteCounter, tally } from '@scrutin/service-runtime';

/** Counts accepted votes. */
export interface VoteMetrics {
  /**
   * Counts votes on a law, or in an election if they have a region.
   *
   * @param scopeId the identifier of the law or election
   */
  accepted(scopeId: string, regionId: string | undefined, votes?: number): void;
}

/** What the metrics are read from. */
export interface VoteMetricsOptions {
  /** How many votes wait in this process. */
  readonly waiting: () => number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/**
 * Registers the metrics of accepted votes. The total is counted at once. The votes of each contest are added at the end
 * of each minute, so that a scrape does not show the moment of a single vote (P6).
 */
export function voteMetrics(registry: Registry, { waiting, clock }: VoteMetricsOptions): VoteMetrics {
  const received = tally(registry, 'votes_received_total');
  const byLaw = minuteCounter({ registry, name: 'votes_by_law_total', clock });
  const byElection = minuteCounter({ registry, name: 'votes_by_election_total', clock });
  gauge(registry, 'intake_waiting_votes', (votes) => {
    votes.set(waiting());
  });
  return {
    accepted(scopeId, regionId, votes = 1) {
      if (votes === 0) return;
      received.add(votes);
      if (regionId === undefined) byLaw.add([scopeId], votes);
      else byElection.add([scopeId, regionId], votes);
    },
  };
}
