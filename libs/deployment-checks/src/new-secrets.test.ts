import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from './json.ts';
import { findings, kubeObject } from './kube-object.ts';
import { projectRoot } from './project-root.ts';
import { newSecrets, OVERLAYS } from './render.ts';
import { matchesItsType } from './schema-check.ts';

const SCRIPT = path.join(projectRoot(), 'k8s/new-secrets.mjs');

test.each(OVERLAYS)('the secrets of the overlay %s are Secrets, and different each time', (overlay) => {
  const { stdout } = spawnSync(process.execPath, [SCRIPT, overlay], { encoding: 'utf8' });
  const { items } = JSON.parse(stdout) as { readonly items: readonly Json[] };
  expect(items.length).toBeGreaterThan(5);
  expect(findings([matchesItsType], items.map(kubeObject), undefined)).toEqual([]);

  const [first, second] = [newSecrets(overlay), newSecrets(overlay)];
  for (const name of ['scrutin-pepper', 'scrutin-messages', 'scrutin-database-passwords']) {
    expect(Object.values(first.get(name)!)).not.toEqual(Object.values(second.get(name)!));
  }
  const passwords = Object.values(first.get('scrutin-database-passwords')!);
  expect(new Set(passwords).size).toBe(6);
  for (const password of passwords) expect(password).toMatch(/^[\w-]{32}$/);
});

test('the address of each role has the password with which the migration lets it log in', () => {
  const secrets = newSecrets('prod');
  for (const [role, password] of Object.entries(secrets.get('scrutin-database-passwords')!)) {
    const url = new URL(secrets.get('scrutin-database')![role]!);
    expect([url.username, url.password]).toEqual([`scrutin_${role}`, password]);
  }
  const { username, password } = secrets.get('scrutin-broker-services')!;
  expect(secrets.get('scrutin-broker')!['url']).toContain(`//${username!}:${password!}@`);
});

test('another overlay, or none, makes no secrets', () => {
  for (const args of [[], ['staging']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage') as unknown,
    });
  }
});

test('README.md installs the versions of the operators whose definitions are checked', () => {
  const readme = readFileSync(path.join(projectRoot(), 'k8s/README.md'), 'utf8');
  const sources = readFileSync(path.join(projectRoot(), 'libs/deployment-checks/schemas/SOURCES.md'), 'utf8');
  const versions = [...sources.matchAll(/^\| ([\w-]+\/[\w-]+) +\| (\d+\.\d+\.\d+) /gm)];
  expect(versions.length).toBeGreaterThanOrEqual(4);
  for (const [, project, version] of versions) {
    expect(readme).toContain(`github.com/${project ?? ''}/releases/download/v${version ?? ''}/`);
  }
});
