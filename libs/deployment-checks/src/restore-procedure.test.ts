import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textAt } from './json.ts';
import { nameOf, ofKind } from './kube-object.ts';
import { projectRoot } from './project-root.ts';
import { render } from './render.ts';

const document = readFileSync(path.join(projectRoot(), 'docs/OPERATIONS.md'), 'utf8');
const begin = document.indexOf('### Restore on Kubernetes\n');
const procedure = document.slice(begin, document.indexOf('\n### ', begin + 1));
const objects = render('restored');

const KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  'cluster.postgresql.cnpg.io': 'Cluster',
};

test('the procedure in OPERATIONS.md names objects that the overlay has', () => {
  const named = [...procedure.matchAll(/\b(deployment|cluster\.postgresql\.cnpg\.io)\/([\w-]+)/g)];
  expect(named.length).toBeGreaterThan(4);
  for (const [, kind = '', name] of named)
    expect(ofKind(objects, KINDS[kind] ?? kind).map(nameOf)).toContain(name);
  // A selector of jobs looks at the labels of the Job itself, and one of pods at those of its template.
  for (const [resource, labels] of [
    ['job', 'metadata.labels.app'],
    ['pod', 'spec.template.metadata.labels.app'],
  ] as const) {
    const selected = new RegExp(`\\b${resource}\\b.* --selector app=([\\w-]+)`, 'g');
    const apps = [...procedure.matchAll(selected)].map(([, app]) => app);
    const known = [...ofKind(objects, 'Job'), ...ofKind(objects, 'Deployment')].map((object) =>
      textAt(object, labels),
    );
    expect(known).toEqual(expect.arrayContaining(apps));
  }
  expect(procedure).toContain('delete job --selector app=migrate');
});

test('the owner of the database is in the Secret that CloudNativePG makes for the cluster', () => {
  const [cluster] = ofKind(objects, 'Cluster');
  expect(procedure).toContain(`get secret ${nameOf(cluster!)}-app `);
});

test('the backup after the restore is made as the scheduled ones are', () => {
  const [scheduled] = ofKind(objects, 'ScheduledBackup');
  expect(procedure).toContain(`cluster: { name: ${textAt(scheduled, 'spec.cluster.name')!} }`);
  expect(procedure).toContain(`method: ${textAt(scheduled, 'spec.method')!}`);
  expect(procedure).toContain(
    `pluginConfiguration: { name: ${textAt(scheduled, 'spec.pluginConfiguration.name')!} }`,
  );
});
