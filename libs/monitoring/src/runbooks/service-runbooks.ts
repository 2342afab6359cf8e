import { events, LOAD, logsOf, redisInfo, RUNNING, serverLog, sql } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

export const SERVICE_RUNBOOKS: Runbooks = {
  IngestionAPIDown: {
    meaning:
      'Prometheus reaches no ingestion API on its port for metrics, or knows of none. Either no process runs, or the network between Prometheus and the processes is broken.',
    look: [RUNNING, logsOf('ingestion-api')],
    mitigation: [
      'Find out whether people can vote: open the public address of `/health/ready`. If it answers 200, people can vote, and only Prometheus cannot reach the processes: check the network policy and METRICS_HOST.',
      'If a process ended with exit code 78, its configuration is wrong. The last line of its log names every variable.',
      'If the processes end again and again with another code, go back to the version before.',
      'If no process was started, start it: `npm start`, `docker compose --profile full up -d`, or find out why Kubernetes schedules no pod with `kubectl -n scrutin get events`.',
    ],
  },
  ValidationWorkerDown: {
    meaning:
      'Prometheus reaches fewer than two validation workers. One is enough, but if it fails too, validation stops.',
    look: [RUNNING, logsOf('validation-worker')],
    mitigation: [
      'Start workers: `docker compose --profile full up -d --scale validation-worker=4`. On Kubernetes, the scaler keeps at least two; look at its events with `kubectl -n scrutin describe scaledobject validation-worker`.',
      'If workers end by themselves, the log says why (`service.crashed`). A message that makes every worker crash is parked after it was delivered too often.',
    ],
  },
  AggregationServiceDown: {
    meaning: 'Prometheus reaches no aggregator.',
    look: [RUNNING, logsOf('aggregator')],
    mitigation: [
      'Start one: `npm start`, `docker compose --profile full up -d aggregator`, or look at the events of its pods.',
      'If it ends by itself, the log says why. Nothing is lost meanwhile: votes wait in `votes.aggregation` and `votes.review`.',
    ],
  },
  AdminAPIDown: {
    meaning: 'Prometheus reaches no admin API.',
    look: [RUNNING, logsOf('admin-api')],
    mitigation: [
      'Start it, or correct its configuration (exit code 78).',
      'Until it is back, an operator can do urgent acts with `scrutin contest …` on the command line.',
    ],
  },
  ProcessDoesNotAnswer: {
    meaning:
      'Prometheus knows the process, but gets no answer on its port for metrics. It hangs, its machine is overloaded or cut off, or it has ended and Prometheus still lists it. The labels `job` and `instance` say which process.',
    look: [RUNNING, LOAD],
    mitigation: [
      'If the process exists and does nothing, end it with SIGKILL and start it again. RabbitMQ then gives its messages to the others at once, and nothing is lost.',
      'If its machine is cut off, replace it. RabbitMQ notices that its heartbeats stay away, and gives its messages to the others.',
      'If it answers `/health/live` on its machine, only Prometheus cannot reach it: check the network policy and METRICS_HOST.',
    ],
  },
  ServiceNotReady: {
    meaning:
      'A process runs and answers, but one of the dependencies that it needs does not work. The label `instance` says which process.',
    look: [events('service.not-ready')],
    mitigation: [
      'The field `problems` of the line names the dependency and the reason. Repair that; the process continues by itself.',
      'If only one process is not ready, its login, its network or its clock differs from those of the others.',
      '`queue-policies` means that a policy on the queues destroys votes: remove the policy (docs/FAILURES.md).',
      '`pepper` means that the process has another CREDENTIAL_PEPPER than the rolls on record.',
    ],
  },
  SeveralVersions: {
    meaning:
      'An upgrade has not been finished: the processes report more than one version in `scrutin_build_info`. An upgrade usually takes minutes.',
    look: [RUNNING, events('service.not-ready'), events('database.refused')],
    mitigation: [
      'Ask Prometheus for `count by (service, version) (scrutin_build_info)`: it shows which processes have not been replaced.',
      'If new processes do not become ready, their log says why. `database.refused` with a missing table, column or function means that `scrutin db migrate` of the new release has not run.',
      'Finish the upgrade, or go back: docs/OPERATIONS.md, "Upgrade", has the steps of both in their order.',
    ],
  },
  DependencyDown: {
    meaning:
      'No process of the service reaches this dependency. The label `dependency` says which. The dependency is unavailable, refuses the login, or the network is broken.',
    look: [RUNNING, events('readiness.changed'), serverLog('postgres')],
    mitigation: [
      'Bring the server back. Every service reconnects by itself, and nothing has to be restarted.',
      'If the log says that a login or a right is refused, correct the password, or run `scrutin db status` to see which right is missing.',
      'Do not delete the data of RabbitMQ while votes are in flight.',
    ],
  },
  EventLoopLag: {
    meaning:
      'For five minutes, one in a hundred turns of the event loop of a process was late by more than a quarter of a second. The process has too little processor time, or it works on something for long without a break.',
    look: [LOAD],
    mitigation: [
      'If a processor is full, start more processes of this service, or give them more processor time. On Kubernetes check whether a limit throttles the pod.',
      'If only the admin API is slow, it is reading a large roll or checking passwords. This passes by itself.',
      'If the resident memory grows all the time, restart the process and report the log.',
    ],
  },
  UnsafeSetting: {
    meaning:
      'The label `setting` names the setting. For PostgreSQL: `fsync`, `full_page_writes` or `synchronous_commit` is off, `track_commit_timestamp` is on, or the time zone of sessions is not UTC. For Redis: `maxmemory-policy` is not `noeviction`.',
    look: [
      events('database.unsafe-setting'),
      sql(
        'The settings of PostgreSQL',
        "SELECT name, setting, source FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'track_commit_timestamp', 'TimeZone')",
      ),
      redisInfo('memory'),
    ],
    mitigation: [
      'PostgreSQL: set the value back in its configuration and reload it (after `track_commit_timestamp`, restart it). Until then the services switch `synchronous_commit` on for their own sessions.',
      'Redis: `CONFIG SET maxmemory-policy noeviction`, and the same in its configuration. Then check the rolls with `scrutin roll status`.',
      'Find out who changed the setting, and whether a server crashed while it was unsafe.',
    ],
  },
  ClockOffset: {
    meaning:
      'The clock of the machine of this process, or of the database, is wrong. All processes compare their clock with that of the database.',
    look: [events('clock.wrong'), sql('The clock of the database', 'SELECT clock_timestamp()')],
    mitigation: [
      'If one process differs, the clock of its machine is wrong: check that NTP runs there (`timedatectl`).',
      'If all differ, the clock of the machine of PostgreSQL is wrong. Let NTP correct it slowly; do not set it in one step while people vote.',
      'Beyond CLOCK_OFFSET_MAX_MS (one second), a process is not ready and decides nothing by its clock. It continues by itself when the clock is right.',
    ],
  },
  Watchdog: {
    meaning:
      'This alert fires all the time, to show that alerts arrive. Let the service that receives your alerts warn you when this one stops.',
    look: [RUNNING],
    mitigation: [
      'If it fires, there is nothing to do.',
      'If it stopped: is Prometheus running, does its page `/alerts` show the Watchdog, does Alertmanager have it, and does Alertmanager reach you?',
      'Until it is back, watch `scrutin ledger --watch` yourself.',
    ],
  },
};
