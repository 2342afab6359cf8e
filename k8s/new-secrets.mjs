/**
 * Prints new Secrets for an overlay, with random passwords and keys, as one list for `kubectl create -f`:
 *
 *   (umask 077; node k8s/new-secrets.mjs prod > secrets.json)
 *   kubectl create -f secrets.json
 *
 * `kubectl create` refuses to replace what exists, which is right: another pepper would make every credential void. Keep
 * the file where the office keeps its secrets. `scrutin credentials generate` needs the pepper, and without the pepper or
 * the keys of the messages a contest cannot go on. README.md lists the Secrets, for those who make them in another way.
 */
import { randomBytes } from 'node:crypto';

const [overlay] = process.argv.slice(2);
if (overlay !== 'dev' && overlay !== 'prod') {
  process.stderr.write('Usage: node k8s/new-secrets.mjs dev|prod > secrets.json\n');
  process.exit(2);
}
const replicated = overlay === 'prod';

const password = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('hex');

const ROLES = ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin'];
const databasePasswords = Object.fromEntries(ROLES.map((role) => [role, password()]));
const databaseUrls = Object.fromEntries(
  ROLES.map((role) => [
    role,
    `postgresql://scrutin_${role}:${databasePasswords[role]}@scrutin-postgres-rw:5432/scrutin`,
  ]),
);

const broker = { host: 'scrutin-rabbitmq.scrutin.svc', vhost: 'scrutin' };
const [admin, services, watch] = ['scrutin-admin', 'scrutin-services', 'scrutin-watch'].map((username) => ({
  username,
  password: password(),
}));
const brokerUrls = {
  url: replicated
    ? `amqps://${services.username}:${services.password}@${broker.host}:5671/${broker.vhost}`
    : `amqp://${services.username}:${services.password}@${broker.host}:5672/${broker.vhost}`,
  management: replicated
    ? `https://${watch.username}:${watch.password}@${broker.host}:15671/${broker.vhost}`
    : `http://${watch.username}:${watch.password}@${broker.host}:15672/${broker.vhost}`,
};

const redisPassword = password();
const redisNodes = [0, 1, 2, 3, 4, 5].map((number) => `redis-${number}.redis:6379`);
const redis = {
  password: redisPassword,
  url: replicated
    ? `rediss+cluster://:${redisPassword}@${redisNodes.join(',')}`
    : `redis://:${redisPassword}@redis:6379`,
  exporter: JSON.stringify({
    'redis://localhost:6379': redisPassword,
    'rediss://localhost:6379': redisPassword,
  }),
};

const secrets = {
  'scrutin-database': databaseUrls,
  'scrutin-database-passwords': databasePasswords,
  'scrutin-postgres-exporter': { username: 'postgres_exporter', password: password() },
  'scrutin-broker': brokerUrls,
  'scrutin-broker-services': services,
  'scrutin-broker-watch': { ...watch, host: `http://${broker.host}:15672/`, vhost: broker.vhost },
  // The keys that RabbitMQ's Cluster Operator expects, and `uri` for the topology operator.
  'scrutin-broker-admin': {
    ...admin,
    host: broker.host,
    port: '5672',
    provider: 'rabbitmq',
    type: 'rabbitmq',
    'default_user.conf': `default_user = ${admin.username}\ndefault_pass = ${admin.password}\n`,
    uri: `http://${broker.host}:15672`,
  },
  'scrutin-redis': redis,
  'scrutin-pepper': { pepper: key() },
  'scrutin-messages': { keys: `k1:${key()}` },
  'scrutin-second-factor': { keys: `k1:${key()}` },
};

const items = Object.entries(secrets).map(([name, stringData]) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'scrutin', labels: { 'app.kubernetes.io/part-of': 'scrutin' } },
  type: 'Opaque',
  stringData,
}));
console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2));
