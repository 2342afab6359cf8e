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
  'Status 503 with Retry-After means that votes are refused on purpose: RabbitMQ is unavailable or has raised an alarm, the backlog is too high (`intake.backlog-high`), or a policy on the queues is harmful. Other alerts and `/health/ready` name the cause.',
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
    meaning: 'More than 5 % of the answers to votes have a status of 500 or above.',
    look: ERRORS,
    mitigation: ERROR_STEPS,
  },
  CriticalAPIErrorRate: {
    meaning: 'More than 15 % of the answers to votes have a status of 500 or above.',
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
      'Ask the owners of these accounts. An official who has forgotten a password gets a new one from an operator.',
      'If nobody knows of it, somebody is guessing. Close the admin API to other networks, and require second factors (SECOND_FACTOR_ROLES).',
      'A lock ends by itself, after 15 minutes at most.',
    ],
  },
  ManyGatewayKeysRefused: {
    meaning:
      'Within ten minutes, more than 50 requests with votes of many voters had no key, a wrong key or a revoked one, or came from an address that had sent too many wrong keys. Usually a gateway still uses a key that was revoked, or was set up with a wrong one.',
    // The services log no refused key.
    look: [scrutin('gateway list')],
    mitigation: [
      'If a key was revoked lately, ask the owner of that gateway to use the key of the new one.',
      'Look in the access log of the proxy which addresses get 401 or 429 for `/api/v1/votes/batch`. If an address is that of a gateway, compare the identifier in its key with the list. A key that is lost cannot be shown again: create another gateway (`scrutin gateway create`), give its key to the owner, and revoke the old one.',
      'If no gateway has these addresses, somebody is guessing. A key has 256 random bits, so that nobody finds one, and an address that has sent 20 wrong keys in a minute has to wait. Let only the networks of the gateways reach their host (docs/GATEWAYS.md).',
    ],
  },
  GatewayAboveItsLimit: {
    meaning:
      'For ten minutes, requests of the gateway that the alert names were answered 429 because it had used up its votes. A gateway that sends what it has collected during a pause does this too, but it ends by itself.',
    look: [scrutin('gateway list'), scrutin('ledger'), LOAD],
    mitigation: [
      'Ask the owner whether so many votes are expected, and whether the gateway waits as long as `Retry-After` says before it sends a request again.',
      'If they are expected, and the processors and the ledger show that there is room for more votes, create a gateway with larger limits (`scrutin gateway create`), give its key to the owner, and revoke the old one when the new key is in use. The limits of a gateway never change.',
      'If the owner knows nothing of these votes, somebody else may have the key. Revoke it (`scrutin gateway revoke`), and create another gateway for the owner. Votes that were accepted stay accepted.',
    ],
  },
};
