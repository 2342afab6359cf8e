import type { Declarations } from '../declaration.ts';

const API = ['ingestion-api'] as const;

/** Accepted votes, and the ledger that says where each of them is (P5). */
export const VOTE_METRICS = {
  votes_received_total: {
    type: 'counter',
    unit: 'votes',
    labels: {},
    help: 'Votes that the broker confirmed, which were answered 202.',
    services: API,
  },
  votes_by_law_total: {
    type: 'counter',
    unit: 'votes',
    labels: { law_id: { namesOf: 'laws' } },
    help: 'Votes accepted until the last whole minute, by law.',
    services: API,
  },
  votes_by_election_total: {
    type: 'counter',
    unit: 'votes',
    labels: { election_id: { namesOf: 'elections' }, region_id: { namesOf: 'regions' } },
    help: 'Votes accepted until the last whole minute, by election and region.',
    services: API,
  },
  gateway_votes_total: {
    type: 'counter',
    unit: 'votes',
    labels: { gateway: { namesOf: 'gateways' }, outcome: ['accepted', 'refused', 'limited'] },
    help: 'Votes handed in by gateways until the last whole minute, by gateway and outcome, where limited means that the whole request was above the limit of the gateway.',
    services: API,
  },
  gateway_requests_refused_total: {
    type: 'counter',
    unit: 'requests',
    labels: { reason: ['key-refused', 'key-undecided', 'limit', 'malformed', 'unavailable'] },
    help: 'Requests with votes of many voters that were refused as a whole, by reason.',
    services: API,
    startsAtZero: true,
  },
  contest_counted_voters: {
    type: 'gauge',
    unit: 'voters',
    labels: { contest: { namesOf: 'laws and races' } },
    help: 'Voters whose vote was counted, by contest, read once a minute.',
    services: API,
  },
  contest_registered_voters: {
    type: 'gauge',
    unit: 'voters',
    labels: { contest: { namesOf: 'laws and races' } },
    help: 'Voters on the roll, by contest, read once a minute and absent while the contest has no roll.',
    services: API,
  },
  intake_waiting_votes: {
    type: 'gauge',
    unit: 'votes',
    labels: {},
    help: 'Votes in this process that wait for their answer.',
    services: API,
  },
  ledger_votes: {
    type: 'gauge',
    unit: 'votes',
    labels: {
      state: ['received', 'counted', 'rejected', 'parked', 'in_flight', 'explained', 'unknown', 'unreported'],
    },
    help: 'Accepted votes by state, where received is the sum of counted, rejected, parked and in_flight.',
    services: API,
  },
  ledger_state: {
    type: 'gauge',
    unit: 'ratio',
    labels: { state: ['balanced', 'in-flight', 'missing', 'surplus', 'unknown'] },
    help: '1 for the state that the ledger is in, and 0 for the other states.',
    services: API,
  },
  parking_not_empty_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: {},
    help: 'Time since this process last saw the parking queue empty, and 0 while it is empty.',
    services: API,
  },
} as const satisfies Declarations;
