import { loadConfig } from '@scrutin/service-runtime';
import { runtimeConfig } from '@scrutin/service-runtime/program';
import { environmentOf, variablesIn } from './compose-file.ts';
import type { ComposeRule } from './compose-rule.ts';
import { appOf, bytesOf, eachService, isOurs } from './compose-rule.ts';

/** The parts of a volume such as `./monitoring/alerts.yml:/etc/prometheus/alerts.yml:ro`. */
function partsOf(volume: string): {
  readonly source: string;
  readonly target: string;
  readonly mode: string;
} {
  const [source = '', target = '', mode = ''] = volume.split(':');
  return { source, target, mode };
}

const isFile = (source: string): boolean => source.startsWith('.') || source.startsWith('/');

/** What a connection with a vote takes of the API under overload (docs/PERFORMANCE.md, "Overload"). */
const BYTES_OF_A_CONNECTION = 53 * 1_024;

/** The images of engines, which change their user themselves and write into their own folders. */
const ENGINES = ['postgres', 'redis', 'rabbitmq'];

/** The rules about images, files, memory and rights. */
export const CONTAINER_RULES: readonly ComposeRule[] = [
  {
    name: 'programs exist',
    check: eachService((_, service, { settings, files }) => {
      if (!isOurs(service)) return [];
      const words = [...(service.entrypoint ?? []), ...(service.command ?? [])].join(' ');
      const programs = [...words.matchAll(/\bapps\/([\w-]+)\/dist\/main\.js\b/g)].map(([, app = '']) => app);
      const missing = programs.filter((app) => !files.includes(`apps/${app}/src/main.ts`));
      const mounted = (service.volumes ?? []).map((volume) => partsOf(volume).target);
      const runs = programs.length > 0 || (service.command ?? []).some((word) => mounted.includes(word));
      const isService =
        service.profiles?.includes('full') === true && programs.some((app) => settings.has(app));
      return [
        ...missing.map((app) => `there is no apps/${app}`),
        ...(runs || isService ? [] : ['runs nothing that is in the image']),
      ];
    }),
  },
  {
    name: 'engines may read their data for an hour before they serve',
    check: eachService((name, { healthcheck }) =>
      ENGINES.includes(name) && healthcheck?.start_period !== '1h' ? ['start_period is not 1h'] : [],
    ),
  },
  {
    name: 'targets of the build exist',
    check: eachService((_, { build }, { dockerfile }) =>
      build === undefined || new RegExp(`^FROM .* AS ${build.target ?? '?'}$`, 'm').test(dockerfile)
        ? []
        : [`the Dockerfile has no stage ${build.target ?? ''}`],
    ),
  },
  {
    name: 'images have an exact version, the same everywhere',
    check: eachService((_, service, { otherImages }) => {
      const { image = '' } = service;
      if (isOurs(service)) return [];
      const [, repository = '', tag = ''] = /^([\w./-]+):(.+)$/.exec(image) ?? [];
      const other = otherImages.find((one) => one.startsWith(`${repository}:`));
      return [
        ...(/^v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/.test(tag) ? [] : [`${image} has no exact version`]),
        ...(other === undefined || other === image ? [] : [`k8s/ has ${other}, and this is ${image}`]),
      ];
    }),
  },
  {
    name: 'mounted files exist, and cannot be changed',
    check: ({ services, volumes }, { files }) =>
      Object.entries(services).flatMap(([name, service]) =>
        (service.volumes ?? []).flatMap((volume) => {
          const { source, mode } = partsOf(volume);
          if (!isFile(source)) return source in volumes ? [] : [`${name}: no volume ${source} is declared`];
          const wanted = source.replace(/^\.\//, '');
          const exists = files.some((file) => file === wanted || file.startsWith(`${wanted}/`));
          return [
            ...(exists ? [] : [`${name}: ${source} is not in the repository`]),
            ...(mode === 'ro' ? [] : [`${name}: ${source} can be written to`]),
          ];
        }),
      ),
  },
  {
    name: 'every volume is used',
    check: ({ services, volumes }) => {
      const used = Object.values(services).flatMap(({ volumes: list = [] }) =>
        list.map((one) => partsOf(one).source),
      );
      return Object.keys(volumes)
        .filter((name) => !used.includes(name))
        .map((name) => `docker-compose.yml: nothing uses the volume ${name}`);
    },
  },
  {
    name: 'logs do not grow for ever',
    check: eachService((_, { logging }) =>
      logging?.options?.['max-size'] !== undefined && logging.options['max-file'] !== undefined
        ? []
        : ['keeps its whole log'],
    ),
  },
  {
    name: 'memory has a limit above what was measured',
    check: eachService((_, service, { measuredMemory }) => {
      const limit = bytesOf(service.mem_limit ?? '');
      if (!(limit > 0)) return ['has no limit of memory'];
      const measured = (measuredMemory.get(appOf(service) ?? '') ?? 0) * 1_024 ** 2;
      return limit >= 1.5 * measured ? [] : [`has ${service.mem_limit ?? ''}, and needed ${measured} bytes`];
    }),
  },
  {
    name: 'Redis may use half of its memory',
    check: ({ services }, { text }) => {
      const { redis } = services;
      const half = bytesOf(String(redis?.environment?.['REDIS_MAXMEMORY']).replace(/b$/, ''));
      const isFine = variablesIn(text).has('REDIS_MAXMEMORY') && bytesOf(redis?.mem_limit ?? '') >= 2 * half;
      return isFine ? [] : ['redis: the limit of memory is below twice REDIS_MAXMEMORY'];
    },
  },
  {
    name: 'RabbitMQ knows its memory, and stops before its disk is full',
    check: ({ services }) => {
      const { mem_limit: limit = '', environment, entrypoint } = services['rabbitmq'] ?? {};
      const start = String(entrypoint);
      return [
        ...(environment?.['MEMORY_LIMIT'] === limit && start.includes('total_memory_available_override_value')
          ? []
          : ['rabbitmq: does not know the limit of its container']),
        ...(bytesOf(String(environment?.['DISK_FREE_LIMIT']).replace(/B$/, '')) >= 10 ** 9 &&
        start.includes('disk_free_limit.absolute')
          ? []
          : ['rabbitmq: may fill its disk']),
      ];
    },
  },
  {
    name: 'the API takes no more connections than it has memory for',
    check: eachService((_, service, { measuredMemory }) => {
      if (appOf(service) !== 'ingestion-api') return [];
      const connections = Number(service.environment?.['HTTP_MAX_CONNECTIONS'] ?? Number.NaN);
      const measured = (measuredMemory.get('ingestion-api') ?? 0) * 1_024 ** 2;
      const needed = measured + connections * BYTES_OF_A_CONNECTION;
      return bytesOf(service.mem_limit ?? '') >= needed ? [] : [`needs ${needed} bytes`];
    }),
  },
  {
    name: 'containers have no rights that they do not need',
    check: eachService((name, { read_only, cap_drop = [], security_opt = [] }) =>
      ENGINES.includes(name)
        ? []
        : [
            ...(read_only === true ? [] : ['may write to its own files']),
            ...(cap_drop.includes('ALL') ? [] : ['keeps capabilities']),
            ...(security_opt.includes('no-new-privileges:true') ? [] : ['may gain privileges']),
          ],
    ),
  },
  {
    name: 'uploads are on a disk',
    check: ({ services }) => {
      const { tmpfs = [], volumes = [] } = services['admin-api'] ?? {};
      const onDisk = volumes.map(partsOf).some(({ source, target }) => target === '/tmp' && !isFile(source));
      return onDisk && tmpfs.length === 0 ? [] : ['admin-api: rolls that are uploaded would be in memory'];
    },
  },
  {
    name: 'services end before they are killed',
    check: eachService((_, service, { settings, given }) => {
      if (!settings.has(appOf(service) ?? '')) return [];
      const { SHUTDOWN_TIMEOUT_MS: endMs } = loadConfig(runtimeConfig, environmentOf(service, given));
      const [, seconds] = /^(\d+)s$/.exec(service.stop_grace_period ?? '10s') ?? [];
      return Number(seconds) * 1_000 > endMs ? [] : [`is killed after ${seconds ?? '?'} s`];
    }),
  },
];
