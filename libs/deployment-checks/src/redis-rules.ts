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

/**
 * A Redis that reads its file answers LOADING, and one whose disk is full answers MISCONF. The probes that kill must take
 * both for life, and readiness must not.
 */
function loadingComplaints(redis: KubeObject): string[] {
  const container = listAt(redis, 'spec.template.spec.containers').find((one) => at(one, 'name') === 'redis');
  /** redis-cli succeeds with any answer, so only a grep refuses one. */
  const takes = (probe: string, answer: string): boolean => {
    const command = JSON.stringify(at(container, `${probe}.exec.command`) ?? 'grep');
    return !command.includes('grep') || command.includes(answer);
  };
  return [
    ...['startupProbe', 'livenessProbe']
      .filter((probe) => !takes(probe, 'LOADING'))
      .map((probe) => `its ${probe} would kill it while it reads its file`),
    ...when(!takes('livenessProbe', 'MISCONF'), 'its livenessProbe would kill it while its disk is full'),
    ...when(takes('readinessProbe', 'LOADING'), 'would get votes while it reads its file'),
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
