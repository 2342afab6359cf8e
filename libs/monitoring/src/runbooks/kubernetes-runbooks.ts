import { kubernetes } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

const CLUSTER = kubernetes(
  'The cluster of PostgreSQL',
  '-n scrutin get clusters.postgresql.cnpg.io scrutin-postgres -o yaml',
);
const INSTANCES = kubernetes(
  'Its instances',
  '-n scrutin get pods --selector cnpg.io/cluster=scrutin-postgres -o wide',
);

export const KUBERNETES_RUNBOOKS: Runbooks = {
  ResultsAPIDown: {
    meaning: 'Prometheus reaches no pod of the Deployment `results-api`.',
    look: [
      kubernetes('Its pods', '-n scrutin get pods --selector app=results-api -o wide'),
      kubernetes('Their log', '-n scrutin logs --tail 30 --prefix --selector app=results-api'),
    ],
    mitigation: [
      'If too many readers brought it down, raise the maximum of its autoscaler, or let the ingress cache its answers for a second.',
      'If PostgreSQL is unavailable, the results API is not ready, and this alert is only a consequence.',
    ],
  },
  RabbitMQNodeMissing: {
    meaning: 'Prometheus reaches fewer than three nodes of RabbitMQ.',
    look: [
      kubernetes(
        'Its nodes',
        '-n scrutin get pods --selector app.kubernetes.io/name=scrutin-rabbitmq -o wide',
      ),
      kubernetes(
        'Whether a queue depends on one more node',
        '-n scrutin exec scrutin-rabbitmq-server-0 -c rabbitmq -- rabbitmq-queues check_if_node_is_quorum_critical',
      ),
    ],
    mitigation: [
      'Find out why the pod does not run. Usually no machine has room for it, its volume is attached elsewhere, or its disk is full.',
      'Do not delete its volume while votes are in flight, and restart no other node meanwhile.',
      'A pod that is terminating waits until the queues have a majority without it. Let it wait.',
    ],
  },
  PostgresReplicaMissing: {
    meaning: 'Fewer than two standbys stream from the primary of PostgreSQL.',
    look: [INSTANCES, CLUSTER],
    mitigation: [
      'Find out why the pod does not run or does not follow. CloudNativePG clones a new standby if its volume is lost.',
      'Do not drain the machine of another instance until all follow again.',
    ],
  },
  PostgresWithoutReplica: {
    meaning:
      'No standby streams from the primary. The cluster is synchronous with `dataDurability: required`, so commits wait until one follows.',
    look: [INSTANCES, CLUSTER],
    mitigation: [
      'Bring one standby back. Counting continues at once, and nothing is lost: votes wait in RabbitMQ.',
      'Do not set `dataDurability: preferred` to go on: if the primary then fails, counted votes are lost.',
    ],
  },
  PostgresReplicationLag: {
    meaning: 'A standby applies the write-ahead log more than a minute late.',
    look: [INSTANCES, CLUSTER],
    mitigation: [
      'Look at the disk and the processor of the standby, and at the network to it.',
      'If a long query on the standby holds up the log, end it.',
    ],
  },
  BackupTooOld: {
    meaning:
      'There is no base backup of the last 26 hours, or none at all. A backup is made every night: on Kubernetes by the plugin for backups, elsewhere by `scrutin backup create --metrics`, which writes the time of the backup into a file of the node exporter.',
    look: [
      kubernetes(
        'The backups',
        '-n scrutin get backups.postgresql.cnpg.io --sort-by .metadata.creationTimestamp',
      ),
      kubernetes('The schedule', '-n scrutin get scheduledbackups.postgresql.cnpg.io scrutin-postgres'),
    ],
    mitigation: [
      'On a host with pgBackRest, `pgbackrest --stanza=scrutin info` lists the backups. Run `scrutin backup create --metrics FOLDER` by hand: it says what is wrong.',
      'On Kubernetes, the status of the last backup says why it failed. Usually the bucket is full or cannot be reached, or its password is wrong.',
      'Remove the cause and make a backup at once, on Kubernetes with the plugin `cnpg` of kubectl: `kubectl cnpg backup scrutin-postgres -n scrutin --method=plugin --plugin-name=barman-cloud.cloudnative-pg.io`.',
      'Check that the restore drill passes again (k8s/README.md).',
    ],
  },
  CertificateExpiresSoon: {
    meaning:
      'A certificate has less than 14 days left, so its renewal has failed. On Kubernetes, cert-manager renews it when a third of its time is left. Elsewhere, the label `instance` is the address that the blackbox exporter asked.',
    look: [
      kubernetes('The certificates', '-n scrutin get certificates'),
      kubernetes('Why one is not renewed', '-n scrutin get certificaterequests,orders,challenges'),
    ],
    mitigation: [
      'Without Kubernetes, renew the certificate of your proxy with its own tool, and reload the proxy.',
      'On Kubernetes, the events of the challenge say what the authority could not reach or check: DNS, port 80, or an account.',
      'If it cannot be repaired in time, order a certificate by hand and put it into the Secret that the Ingress names.',
    ],
  },
};
