import type { ComposeService } from './compose-file.ts';
import type { ComposeContext, ComposeRule } from './compose-rule.ts';
import { appOf, eachService, endsByItself, isOurs } from './compose-rule.ts';

/** The ports on which the programs of other images listen, by the name of the image. */
const OF_IMAGES: Readonly<Record<string, readonly number[]>> = {
  postgres: [5432],
  redis: [6379],
  rabbitmq: [5672, 15672, 15692],
  'prometheuscommunity/postgres-exporter': [9187],
  'oliver006/redis_exporter': [9121],
  'prom/prometheus': [9090],
  'prom/alertmanager': [9093],
  'grafana/grafana': [3000],
};

/** Images without a program that could ask whether theirs is healthy. */
const WITHOUT_CHECK = ['oliver006/redis_exporter'];

/** The port that the image of the Dockerfile sets for health and metrics. */
const OPERATIONS_PORT = 9100;

/** `redis` of `redis:7.4.5`. */
function repositoryOf({ image = '' }: ComposeService): string {
  return image.replace(/:[^/]*$/, '');
}

/** The ports on which the program of a service listens. */
export function portsOf(service: ComposeService): readonly number[] {
  if (!isOurs(service)) return OF_IMAGES[repositoryOf(service)] ?? [];
  const port = service.environment?.['PORT'];
  return port === undefined ? [OPERATIONS_PORT] : [OPERATIONS_PORT, Number(port)];
}

/** The instruction of the Dockerfile that checks the health, with its continuation. */
function healthInstruction({ dockerfile }: ComposeContext): string {
  return /^HEALTHCHECK (?:.*\\\n)*.*$/m.exec(dockerfile)?.[0] ?? '';
}

/** The rules about ports, paths, health checks and the order of the start. */
export const PORT_RULES: readonly ComposeRule[] = [
  {
    name: 'published ports are those of the program, on loopback',
    check: eachService((_, service) =>
      (service.ports ?? []).flatMap((published) => {
        const [, address, , target] = /^([\d.]+):(\d+):(\d+)$/.exec(published) ?? [];
        if (address !== '127.0.0.1') return [`${published} is not on loopback`];
        return portsOf(service).includes(Number(target)) ? [] : [`nothing listens on ${target ?? '?'}`];
      }),
    ),
  },
  {
    name: 'the image exposes the ports of the services',
    check: ({ services }, { dockerfile }) => {
      const exposed = (/^EXPOSE (.+)$/m.exec(dockerfile)?.[1] ?? '').split(' ').map(Number);
      return Object.entries(services)
        .filter(([, service]) => isOurs(service))
        .flatMap(([name, service]) =>
          portsOf(service)
            .filter((port) => !exposed.includes(port))
            .map((port) => `${name}: the Dockerfile does not expose ${port}`),
        );
    },
  },
  {
    name: 'health and metrics can be reached',
    check: eachService((_, service, { settings, dockerfile }) => {
      if (settings.get(appOf(service) ?? '') === undefined) return [];
      const { METRICS_PORT: port, METRICS_HOST: host } = service.environment ?? {};
      const ofImage = Number(/\bMETRICS_PORT=(\d+)/.exec(dockerfile)?.[1]);
      return [
        ...(Number(port ?? ofImage) === OPERATIONS_PORT ? [] : ['METRICS_PORT is not that of Prometheus']),
        ...(host === '0.0.0.0' ? [] : ['Prometheus does not reach METRICS_HOST']),
      ];
    }),
  },
  {
    name: 'the image checks the readiness',
    check: (_, context) => {
      const instruction = healthInstruction(context);
      const [, port, path = ''] =
        /127\.0\.0\.1:(\$\{process\.env\.METRICS_PORT\})?(\/[\w/]+)/.exec(instruction) ?? [];
      return port !== undefined && path === '/health/ready' && context.operationsPaths.includes(path)
        ? []
        : ['Dockerfile: the health check does not ask for /health/ready on METRICS_PORT'];
    },
  },
  {
    name: 'what keeps running has a health check',
    check: eachService((_, service) => {
      if (endsByItself(service) || WITHOUT_CHECK.includes(repositoryOf(service))) return [];
      if (isOurs(service)) return service.healthcheck === undefined ? [] : ['hides the check of the image'];
      const { test = [] } = service.healthcheck ?? {};
      if (test.length === 0) return ['has no health check'];
      const [, port] = /:\/\/127\.0\.0\.1:(\d+)\//.exec(test.join(' ')) ?? [];
      return port === undefined || portsOf(service).includes(Number(port))
        ? []
        : [`the health check asks on ${port}, where nothing listens`];
    }),
  },
  {
    name: 'what ends by itself has no health check',
    check: eachService((_, service) =>
      endsByItself(service) && service.healthcheck?.disable !== true ? ['has a health check'] : [],
    ),
  },
  {
    name: 'the order of the start can be kept',
    check: ({ services }) =>
      Object.entries(services).flatMap(([name, service]) =>
        Object.entries(service.depends_on ?? {}).flatMap(([other, { condition }]) => {
          const target = services[other];
          if (target === undefined) return [`${name}: there is no service ${other}`];
          const ends = endsByItself(target);
          const fits = ends ? 'service_completed_successfully' : 'service_healthy';
          return condition === fits ? [] : [`${name}: ${other} is never ${condition}`];
        }),
      ),
  },
];
