import { Counter, Gauge } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { minuteCounter } from '@scrutin/service-runtime';

/** Counts accepted votes. */
export interface VoteMetrics {
  acceptedOnLaw(lawId: string): void;
  acceptedInElection(electionId: string, regionId: string): void;
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
  const received = new Counter({
    name: 'votes_received_total',
    help: 'Votes that the broker confirmed (answered 202).',
    registers: [registry],
  });
  const byLaw = minuteCounter({
    registry,
    name: 'votes_by_law_total',
    help: 'Votes accepted until the last whole minute, by law.',
    labelNames: ['law_id'],
    clock,
  });
  const byElection = minuteCounter({
    registry,
    name: 'votes_by_election_total',
    help: 'Votes accepted until the last whole minute, by election and region.',
    labelNames: ['election_id', 'region_id'],
    clock,
  });
  new Gauge({
    name: 'intake_waiting_votes',
    help: 'Votes in this process that wait for their group to be sent.',
    registers: [registry],
    collect() {
      this.set(waiting());
    },
  });
  return {
    acceptedOnLaw(lawId) {
      received.inc();
      byLaw.add([lawId], 1);
    },
    acceptedInElection(electionId, regionId) {
      received.inc();
      byElection.add([electionId, regionId], 1);
    },
  };
}
