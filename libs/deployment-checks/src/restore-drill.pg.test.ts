import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { useDatabase } from '@scrutin/testkit/database';
import { KubernetesStandIn } from './fixture/kubernetes-stand-in.ts';
import { entriesAt, plain } from './json.ts';
import { findings, named, ofKind } from './kube-object.ts';
import { variablesOf } from './pod-environment.ts';
import { restoredCluster, workloadPods } from './pods.ts';
import { projectRoot } from './project-root.ts';
import { render } from './render.ts';
import { matchesItsType } from './schema-check.ts';

const { database, owner } = useDatabase({ migrated: false });
const objects = render('prod');
/** After a restore, the database archives in another folder. */
const restored = render('restored');
const map = ofKind(objects, 'ConfigMap').find((one) => restoredCluster(one) !== undefined)!;
const NAMESPACE = 'scrutin-restore-drill';
const CLUSTERS = `/apis/postgresql.cnpg.io/v1/namespaces/${NAMESPACE}/clusters`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'scrutin-drill-'));
  for (const [name, content] of entriesAt(map, 'data'))
    writeFileSync(path.join(folder, name), plain(content));
  writeFileSync(path.join(folder, 'token'), 'a-token\n');
  execFileSync(process.execPath, ['apps/cli/dist/main.js', 'db', 'migrate'], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url },
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the program of the CronJob with its variables, against the stand-in. */
async function drill(
  api: KubernetesStandIn,
  from = objects,
): Promise<{ code: number | null; output: string }> {
  const pods = workloadPods(from).find(({ labels }) => labels['app'] === 'restore-drill')!;
  const child = spawn(process.execPath, [path.join(folder, 'drill.mjs')], {
    env: {
      PATH: process.env['PATH'],
      ...Object.fromEntries([...variablesOf(pods, from)].filter(([name]) => name !== 'NODE_EXTRA_CA_CERTS')),
      NAMESPACE,
      RESTORE_POLL_MS: '20',
      KUBERNETES_API: await api.listen(),
      ACCOUNT_FOLDER: folder,
      SCRUTIN_FOLDER: projectRoot(),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  await api.close();
  return { code, output: out + errors };
}

test('the cluster of the drill fits its definition', () => {
  const cluster = {
    ...(restoredCluster(map) as object),
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
  };
  expect(findings([matchesItsType], [{ ...cluster, metadata: { name: 'restored' } }], undefined)).toEqual([]);
});

test('a restored database that is whole passes the drill, which removes what an earlier one left, and its own', async () => {
  const api = new KubernetesStandIn({ secret: { uri: database.url }, exists: true });
  const { code, output } = await drill(api);
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringContaining('The backup can be restored.') as unknown,
  });
  expect(api.created).toEqual(restoredCluster(map));
  expect(api.exists).toBe(false);
  expect(api.requests.filter((one) => one.startsWith('DELETE'))).toHaveLength(2);
  expect(api.requests).toContain(`GET /api/v1/namespaces/${NAMESPACE}/secrets/restored-app`);
});

test('the drill asks for nothing that its Role does not allow', async () => {
  const api = new KubernetesStandIn({ secret: { uri: database.url } });
  await drill(api);
  const role = named(objects, 'Role', 'restore-drill');
  expect(role).toMatchObject({
    rules: [
      { resources: ['clusters'], verbs: ['create'] },
      { resources: ['clusters'], resourceNames: ['restored'], verbs: ['get', 'delete'] },
      { resources: ['secrets'], resourceNames: ['restored-app'], verbs: ['get'] },
    ],
  });
  const allowed = [
    `POST ${CLUSTERS}`,
    `GET ${CLUSTERS}/restored`,
    `DELETE ${CLUSTERS}/restored`,
    `GET /api/v1/namespaces/${NAMESPACE}/secrets/restored-app`,
  ];
  expect(new Set(api.requests)).toEqual(new Set(allowed));
});

test('after a restore of production, the drill reads the new archive', async () => {
  const api = new KubernetesStandIn({ secret: { uri: database.url } });
  await drill(api, restored);
  const { spec } = api.created as {
    spec: { externalClusters: { plugin: { parameters: { serverName: string } } }[] };
  };
  expect(spec.externalClusters.map(({ plugin }) => plugin.parameters.serverName)).toEqual([
    'scrutin-postgres-2',
  ]);
});

test('a database that lacks a right fails the drill, and is removed too', async () => {
  await owner.query('REVOKE SELECT ON vote_results FROM scrutin_operator');
  const api = new KubernetesStandIn({ secret: { uri: database.url } });
  const { code, output } = await drill(api);
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringContaining('is not as it must be') as unknown,
  });
  expect(output).toContain('vote_results');
  expect(api.exists).toBe(false);
});
