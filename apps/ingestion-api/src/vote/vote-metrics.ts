import type { Registry } from '@scrutin/service-runtime';
import { Counter, Gauge } from 'prom-client';

export interface VoteMetrics {
  acceptedOnLaw(lawId: string): void;
  acceptedInElection(electionId: string, regionId: string): void;
}

export function voteMetrics(registry: Registry, waiting: () => number): VoteMetrics {
  const received = new Counter({
    name: 'votes_received_total',
    help: 'Votes that the broker confirmed (answered 202).',
    registers: [registry],
  });
  const byLaw = new Counter({
    name: 'votes_by_law_total',
    help: 'Votes accepted, by law.',
    labelNames: ['law_id'],
    registers: [registry],
  });
  const byElection = new Counter({
    name: 'votes_by_election_total',
    help: 'Votes accepted, by election and region.',
    labelNames: ['election_id', 'region_id'],
    registers: [registry],
  });
  new Gauge({
    name: 'intake_waiting_votes',
    help: 'Votes in this process that wait for their group to be sent.',
    registers: [registry],
    collect() {
      this.set(waiting());
    },
  });
  const laws = new Map<string, ReturnType<typeof byLaw.labels>>();
  return {
    acceptedOnLaw(lawId) {
      received.inc();
      let child = laws.get(lawId);
      if (child === undefined) laws.set(lawId, (child = byLaw.labels(lawId)));
      child.inc();
    },
    acceptedInElection(electionId, regionId) {
      received.inc();
      byElection.inc({ election_id: electionId, region_id: regionId });
    },
  };
}
