import { events, kubernetes, LOAD, logsOf, scrutin, serverLog, sql } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

const SLOW = [LOAD, scrutin('ledger'), serverLog('rabbitmq')];
const SLOW_STEPS = [
  'Compare with the alert PublishConfirmsSlow. If it fires too, RabbitMQ is slow: look at its disk and its processor.',
  'If the APIs use all of their processors, start more APIs. On Kubernetes, look whether the autoscaler has reached its maximum.',
  'If the log has `intake.admission-skipped`, Redis answers slowly: look at its processor and its `slowlog`.',
];
const ERRORS = [events('http.request-failed'), logsOf('ingestion-api'), scrutin('ledger')];
const ERROR_STEPS = [
  'Status 503 with Retry-After means that votes are refused on purpose: RabbitMQ is away or has raised an alarm, the backlog is too high (`intake.backlog-high`), or a policy on the queues is harmful. Other alerts and `/health/ready` name the cause.',
  'Status 500 is a fault: the lines with `http.request-failed` have the error. If it began with a new version, go back to the one before.',
  'A client that got 503 may send its vote again with the same Idempotency-Key. It is counted once.',
];

export const API_RUNBOOKS: Runbooks = {
  APIHighLatency: {
    meaning:
      'The 95th percentile of the time to answer a vote is above 200 ms. The answer waits for the confirm of RabbitMQ (P1).',
    look: SLOW,
    mitigation: SLOW_STEPS,
  },
  APICriticalLatency: {
    meaning:
      'The 95th percentile of the time to answer a vote is above 500 ms. The answer waits for the confirm of RabbitMQ (P1).',
    look: SLOW,
    mitigation: SLOW_STEPS,
  },
  HighAPIErrorRate: {
    meaning: 'More than 5 % of the answers of the ingestion API have a status of 500 or above.',
    look: ERRORS,
    mitigation: ERROR_STEPS,
  },
  CriticalAPIErrorRate: {
    meaning: 'More than 15 % of the answers of the ingestion API have a status of 500 or above.',
    look: ERRORS,
    mitigation: ERROR_STEPS,
  },
  PublishConfirmsSlow: {
    meaning:
      'The 95th percentile of the time until RabbitMQ confirms a message is above half a second. A confirm means that a majority of the nodes has written the message to disk.',
    look: [LOAD, serverLog('rabbitmq'), events('broker.publish-refused')],
    mitigation: [
      'Look at the disks of the nodes of RabbitMQ: other programs on the same disk are the usual cause.',
      'Look at the network between the nodes.',
      'If the queues are long, see HighValidationQueueDepth.',
    ],
  },
  UntrustedForwarding: {
    meaning:
      'Requests have X-Forwarded-For or Forwarded, but their sender is not in TRUSTED_PROXIES. Usually the address of a load balancer has changed.',
    look: [
      events('http.untrusted-proxy'),
      kubernetes(
        'The addresses of the ingress',
        'get pods --all-namespaces -o wide --selector app.kubernetes.io/component=controller',
      ),
    ],
    mitigation: [
      'If the sender is your proxy, add its address or subnet to TRUSTED_PROXIES of both APIs and restart them.',
      'If it is not, somebody has added the header to a request. The API ignores the header, and there is nothing to do.',
    ],
  },
  ManyFailedLogins: {
    meaning:
      'Within ten minutes, more than 20 logins of officials failed: a wrong password or code, a locked account, or too many failures from one address.',
    look: [
      logsOf('admin-api'),
      sql(
        'Accounts with failed logins',
        'SELECT email, failed_logins, locked_until FROM officials WHERE failed_logins > 0 OR locked_until > now()',
      ),
      scrutin('official list'),
    ],
    mitigation: [
      'Ask the owners of these accounts. An official who has forgotten a password gets a new one from another official.',
      'If nobody knows of it, somebody is guessing. Close the admin API to other networks, and require second factors (SECOND_FACTOR_ROLES).',
      'A lock ends by itself, after 15 minutes at most.',
    ],
  },
};
