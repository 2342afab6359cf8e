import { ANSWERS_TO_VOTES } from '../vote-routes.ts';
import type { AlertGroup } from './alert.ts';

const VOTE_LATENCY =
  'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{route=~"/api/v1/(elections/)?vote"}[2m])))';
// Without the second half of the dividend, the share would have no value while no answer is an error.
const ERROR_SHARE = `(sum(rate(http_requests_total{${ANSWERS_TO_VOTES},status=~"5.."}[2m])) or vector(0)) / sum(rate(http_requests_total{${ANSWERS_TO_VOTES}}[2m]))`;

/** What voters and officials notice. */
export const API_ALERTS: AlertGroup = {
  name: 'api',
  alerts: [
    {
      name: 'APIHighLatency',
      severity: 'warning',
      for: '5m',
      expr: `${VOTE_LATENCY} > 0.2`,
      summary: 'Voting takes longer than 200 ms for one voter in twenty.',
      impact: 'Voters wait. If it gets worse, some give up or send again.',
    },
    {
      name: 'APICriticalLatency',
      severity: 'critical',
      for: '2m',
      expr: `${VOTE_LATENCY} > 0.5`,
      summary: 'Voting takes longer than 500 ms for one voter in twenty.',
      impact: 'Voters wait, and some give up or send again. The API is near the point where it answers 503.',
    },
    {
      name: 'HighAPIErrorRate',
      severity: 'warning',
      for: '5m',
      expr: `${ERROR_SHARE} > 0.05`,
      summary: 'More than 5 % of the answers to votes are errors.',
      impact: 'Some voters have to try again.',
    },
    {
      name: 'CriticalAPIErrorRate',
      severity: 'critical',
      for: '2m',
      expr: `${ERROR_SHARE} > 0.15`,
      summary: 'More than 15 % of the answers to votes are errors.',
      impact: 'Many voters cannot vote.',
    },
    {
      name: 'PublishConfirmsSlow',
      severity: 'warning',
      for: '5m',
      expr: 'histogram_quantile(0.95, sum by (service, le) (rate(broker_confirm_seconds_bucket[5m]))) > 0.5',
      summary: 'RabbitMQ takes longer than half a second to confirm one message in twenty.',
      impact:
        'The API answers only after the confirm (P1), so voting is slow. After PUBLISH_TIMEOUT_MS it answers 503.',
    },
    {
      name: 'UntrustedForwarding',
      severity: 'warning',
      for: '5m',
      expr: 'sum by (service) (rate(http_untrusted_forwarding_total[5m])) > 0',
      summary: 'Requests name another sender, but come from no proxy in TRUSTED_PROXIES.',
      impact:
        'Behind a proxy that is not in the list, all voters share the limit of its address and get 429.',
    },
    {
      name: 'ManyFailedLogins',
      severity: 'warning',
      for: '0s',
      expr: 'sum(increase(admin_logins_total{outcome=~"wrong|wrong-code|locked|limited"}[10m])) > 20',
      summary: 'More than 20 logins of officials failed within ten minutes.',
      impact:
        'Somebody may be guessing passwords. Accounts are locked after some failures, also for their owners.',
    },
    {
      name: 'ManyGatewayKeysRefused',
      severity: 'warning',
      for: '0s',
      expr: 'sum(increase(gateway_requests_refused_total{reason="key-refused"}[10m])) > 50',
      summary: 'More than 50 requests of gateways came without a valid key within ten minutes.',
      impact:
        'A gateway that has no valid key hands in no votes, and its voters cannot vote there. Or somebody is guessing keys.',
    },
    {
      name: 'GatewayAboveItsLimit',
      severity: 'warning',
      for: '10m',
      // The counter changes once a minute.
      expr: 'sum by (gateway) (rate(gateway_votes_total{outcome="limited"}[5m])) > 0',
      summary: 'A gateway has handed in more votes than its limit allows for ten minutes.',
      impact:
        'Its voters wait until the gateway has sent their votes again. A vote that does not arrive before its contest closes is not counted.',
    },
  ],
};
