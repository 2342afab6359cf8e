/**
 * The restore drill: creates the cluster of cluster.json through the API of Kubernetes, waits until PostgreSQL is restored,
 * runs `scrutin db status` on it, and removes it. It exits with 0 only if the restored database has every migration, right
 * and setting. The cluster does not archive, so it cannot write into the folder of the running one.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const ACCOUNT = process.env.ACCOUNT_FOLDER ?? '/var/run/secrets/kubernetes.io/serviceaccount';
const API = process.env.KUBERNETES_API ?? 'https://kubernetes.default.svc';
const NAMESPACE = process.env.NAMESPACE;
const TIMEOUT_MS = Number(process.env.RESTORE_TIMEOUT_MS);
const POLL_MS = Number(process.env.RESTORE_POLL_MS);
const HEALTHY = 'Cluster in healthy state';

const cluster = JSON.parse(readFileSync(new URL('cluster.json', import.meta.url), 'utf8'));
const { name } = cluster.metadata;
cluster.spec.externalClusters[0].plugin.parameters.serverName = process.env.ARCHIVE;
const clusters = `/apis/postgresql.cnpg.io/v1/namespaces/${NAMESPACE}/clusters`;

/** Asks the API of Kubernetes. Resolves to undefined if the object does not exist. */
async function ask(method, path, body) {
  const answer = await fetch(API + path, {
    method,
    headers: {
      authorization: `Bearer ${readFileSync(`${ACCOUNT}/token`, 'utf8').trim()}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Polls until `done` returns something. */
async function until(what, done) {
  const end = Date.now() + TIMEOUT_MS;
  for (;;) {
    const value = await done();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`not within ${TIMEOUT_MS} ms: ${what}`);
    await pause(POLL_MS);
  }
}

/** Removes the cluster, also one that an earlier drill left. Its volumes go with it. */
async function remove() {
  await ask('DELETE', `${clusters}/${name}`);
  await until('the cluster is removed', async () =>
    (await ask('GET', `${clusters}/${name}`)) === undefined ? true : undefined,
  );
}

/** Runs the check of the command line with the login of the owner of the restored database. */
function check(databaseUrl) {
  const command = ['apps/cli/dist/main.js', 'db', 'status'];
  const child = spawn(process.execPath, command, {
    cwd: process.env.SCRUTIN_FOLDER ?? '/scrutin',
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

await remove();
const begunAt = Date.now();
await ask('POST', clusters, cluster);
try {
  await until('the database is restored', async () => {
    const { status } = (await ask('GET', `${clusters}/${name}`)) ?? {};
    return status?.phase === HEALTHY ? true : undefined;
  });
  console.log(`Restored after ${Math.round((Date.now() - begunAt) / 1000)} s.`);
  const secret = await until('the password of its owner is known', () =>
    ask('GET', `/api/v1/namespaces/${NAMESPACE}/secrets/${name}-app`),
  );
  process.exitCode = await check(Buffer.from(secret.data.uri, 'base64').toString());
} finally {
  await remove();
}
console.log(
  process.exitCode === 0 ? 'The backup can be restored.' : 'The restored database is not as it must be.',
);
