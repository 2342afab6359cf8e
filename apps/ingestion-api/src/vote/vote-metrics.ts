import type { Registry } from '@scrutin/service-runtime';
import { Counter, Gauge } from 'prom-client';

export interface VoteMetrics {
  accepted(lawId: string): void;
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
  new Gauge({
    name: 'intake_waiting_votes',
    help: 'Votes in this process that wait for their group to be sent.',
    registers: [registry],
    collect() {
      this.set(waiting());
    },
  });
  const children = new Map<string, ReturnType<typeof byLaw.labels>>();
  return {
    accepted(lawId) {
      received.inc();
      let child = children.get(lawId);
      if (child === undefined) children.set(lawId, (child = byLaw.labels(lawId)));
      child.inc();
    },
  };
}
