import type { CheckContext } from './check-context.ts';
import { when } from './complaints.ts';
import { at, entriesAt, listAt, numberAt, plain, textAt } from './json.ts';
import type { KubeObject, Rule } from './kube-object.ts';
import { named, nameOf, ofKind } from './kube-object.ts';
import { bytesOf } from './quantities.ts';

/** Rules about Redis. */
export const REDIS_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'Redis forgets nobody',
    check: (objects) =>
      ofKind(objects, 'StatefulSet')
        .filter((one) => nameOf(one) === 'redis')
        .flatMap((object) => redisComplaints(objects, object).map((message) => ({ object, message }))),
  },
  {
    name: 'Redis may read its file for as long as it takes',
    check: (objects) =>
      ofKind(objects, 'StatefulSet')
        .filter((one) => nameOf(one) === 'redis')
        .flatMap((object) => loadingComplaints(object).map((message) => ({ object, message }))),
  },
];

/** A Redis that reads its file answers LOADING. The probes that kill must take that for life, and readiness must not. */
function loadingComplaints(redis: KubeObject): string[] {
  const container = listAt(redis, 'spec.template.spec.containers').find((one) => at(one, 'name') === 'redis');
  const takesLoading = (probe: string): boolean =>
    JSON.stringify(at(container, `${probe}.exec.command`) ?? null).includes('LOADING');
  return [
    ...['startupProbe', 'livenessProbe']
      .filter((probe) => !takesLoading(probe))
      .map((probe) => `its ${probe} would kill it while it reads its file`),
    ...when(takesLoading('readinessProbe'), 'would get votes while it reads its file'),
  ];
}

function redisComplaints(objects: readonly KubeObject[], redis: KubeObject): string[] {
  const maps = listAt(redis, 'spec.template.spec.volumes').map(
    (volume) => textAt(volume, 'configMap.name') ?? '',
  );
  const files = maps.flatMap((name) => entriesAt(named(objects, 'ConfigMap', name), 'data'));
  const settings = files
    .filter(([name]) => name.endsWith('.conf'))
    .flatMap(([, text]) => plain(text).split('\n'))
    .map((line) => line.split(' '));
  const given = new Map(settings.map(([name = '', ...value]) => [name, value.join(' ')]));
  const container = listAt(redis, 'spec.template.spec.containers').find((one) => at(one, 'name') === 'redis');
  const memory = bytesOf(textAt(container, 'resources.limits.memory'));
  const isCluster = given.get('cluster-enabled') === 'yes';
  const nodes = numberAt(redis, 'spec.replicas') ?? 1;
  const joined = ofKind(objects, 'Job').some((job) => /create-cluster/.test(nameOf(job)));
  return [
    ...when(given.get('maxmemory-policy') !== 'noeviction', 'would remove voters from the roll (noeviction)'),
    ...when(given.get('appendonly') !== 'yes', 'must keep an append-only file'),
    ...when(
      !(bytesOf(given.get('maxmemory')?.replace('mb', 'Mi')) * 2 <= memory),
      'maxmemory must be half of its memory',
    ),
    ...when(isCluster && (nodes !== 6 || !joined), 'a cluster needs six nodes and the Job that joins them'),
    ...when(!isCluster && nodes !== 1, 'several servers must be a cluster'),
    ...when(listAt(redis, 'spec.volumeClaimTemplates').length === 0, 'must have a volume'),
  ];
}
