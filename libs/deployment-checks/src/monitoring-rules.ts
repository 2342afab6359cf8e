import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from './check-context.ts';
import type { Json } from './json.ts';
import { at, listAt, textAt } from './json.ts';
import type { KubeObject, Rule } from './kube-object.ts';
import { ofKind, titleOf } from './kube-object.ts';
import type { Pods } from './pods.ts';
import { podsOf } from './pods.ts';
import { selected } from './reference-rules.ts';
import { servicePods } from './settings-rules.ts';

/** The pods that a PodMonitor scrapes at one of its endpoints, and the job that it gives to each. */
function scraped(
  objects: readonly KubeObject[],
): { pods: Pods; job: string; endpoint: Json; monitor: KubeObject }[] {
  const all = podsOf(objects);
  return ofKind(objects, 'PodMonitor').flatMap((monitor) =>
    selected(monitor, at(monitor, 'spec.selector'), all).flatMap((pods) =>
      listAt(monitor, 'spec.podMetricsEndpoints').map((endpoint) => ({
        pods,
        endpoint,
        monitor,
        job: jobOf(endpoint, pods),
      })),
    ),
  );
}

/** A relabeling gives the job as a text, or takes the label `app` of the pod. */
function jobOf(endpoint: Json, pods: Pods): string {
  const relabeling = listAt(endpoint, 'relabelings').find((one) => at(one, 'targetLabel') === 'job');
  const source = listAt(relabeling, 'sourceLabels')[0];
  if (source === '__meta_kubernetes_pod_label_app') return pods.labels['app'] ?? '';
  return textAt(relabeling, 'replacement') ?? '';
}

export const MONITORING_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'everything is scraped in production',
    check: (objects, context) => {
      if (context.overlay !== 'prod') return [];
      const done = scraped(objects).map(({ pods }) => pods.owner);
      const engines = podsOf(objects).filter(({ owner }) =>
        ['Cluster', 'RabbitmqCluster', 'StatefulSet'].includes(owner.kind),
      );
      return [...servicePods(objects, context), ...engines]
        .filter(({ owner }) => !done.includes(owner))
        .map(({ owner }) => ({ object: owner, message: 'is scraped by nobody' }));
    },
  },
  {
    name: 'scraped ports and paths exist',
    check: (objects, context) =>
      scraped(objects).flatMap(({ pods, endpoint, monitor }) => {
        const isOurs = servicePods(objects, context).some(({ owner }) => owner === pods.owner);
        const path = textAt(endpoint, 'path') ?? '/metrics';
        const isThere =
          pods.ports.has(textAt(endpoint, 'port') ?? '') &&
          (!isOurs || context.operationsPaths.includes(path));
        return isThere
          ? []
          : [{ object: monitor, message: `scrapes what ${pods.owner.kind} does not serve` }];
      }),
  },
  {
    name: 'jobs are those of the alerts',
    check: (objects, { overlay, alertedJobs }) => {
      if (overlay !== 'prod') return [];
      const jobs = scraped(objects).map(({ job }) => job);
      return ofKind(objects, 'PrometheusRule').flatMap((object) =>
        alertedJobs
          .filter((job) => !jobs.includes(job))
          .map((job) => ({ object, message: `an alert names the job ${job}, which nothing is scraped as` })),
      );
    },
  },
  {
    name: 'targets differ in their job',
    check: (objects) => {
      const targets = scraped(objects).map((one) => ({
        ...one,
        key: `${titleOf(one.pods.owner)} ${one.job}`,
      }));
      // Otherwise two targets would write into the same series of `up`.
      return targets
        .filter(({ key }, position) => targets.findIndex((one) => one.key === key) !== position)
        .map(({ monitor, job }) => ({ object: monitor, message: `scrapes the same pods twice as ${job}` }));
    },
  },
  {
    name: 'queues are read from every node',
    check: (objects) =>
      scraped(objects)
        .filter(({ pods }) => pods.owner.kind === 'RabbitmqCluster')
        .filter(({ monitor }) => !scrapesQueues(monitor))
        .map(({ monitor }) => ({ object: monitor, message: 'must read the figures of each queue' })),
  },
  {
    name: 'alerts are those of monitoring/alerts.yml',
    check: (objects, { overlay, alertGroups }) => {
      const rules = ofKind(objects, 'PrometheusRule');
      if (overlay === 'prod' && rules.length === 0) {
        return ofKind(objects, 'PodMonitor').map((object) => ({ object, message: 'is watched by no alert' }));
      }
      return rules
        .filter((one) => !isDeepStrictEqual(at(one, 'spec.groups'), alertGroups))
        .map((object) => ({
          object,
          message: 'differs from monitoring/alerts.yml: run `npm run monitoring:generate`',
        }));
    },
  },
];

function scrapesQueues(monitor: KubeObject): boolean {
  return listAt(monitor, 'spec.podMetricsEndpoints').some(
    (endpoint) =>
      textAt(endpoint, 'path') === '/metrics/detailed' &&
      ['queue_coarse_metrics', 'queue_consumer_count'].every((family) =>
        listAt(endpoint, 'params.family').includes(family),
      ),
  );
}
