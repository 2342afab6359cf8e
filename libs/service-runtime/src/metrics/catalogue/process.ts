import type { Declarations } from '../declaration.ts';
import { EVERY_SERVICE } from '../declaration.ts';

const gauge = (unit: 'seconds' | 'bytes', help: string) =>
  ({ type: 'gauge', unit, labels: {}, help, services: EVERY_SERVICE }) as const;
const cpu = (help: string) =>
  ({ type: 'counter', unit: 'seconds', labels: {}, help, services: EVERY_SERVICE }) as const;
const heapSpace = (help: string) =>
  ({
    type: 'gauge',
    unit: 'bytes',
    labels: { space: { namesOf: 'spaces of the heap of V8' } },
    help,
    services: EVERY_SERVICE,
  }) as const;

/** The process: whether it is ready, and what prom-client measures of every process of Node.js on Linux. */
export const PROCESS_METRICS = {
  scrutin_build_info: {
    type: 'gauge',
    unit: 'ratio',
    labels: { version: { namesOf: 'versions of this software' } },
    help: '1, with the version of this software as label.',
    services: EVERY_SERVICE,
  },
  service_ready: {
    type: 'gauge',
    unit: 'ratio',
    labels: {},
    help: '1 if the service was ready at the last check, and 0 otherwise.',
    services: EVERY_SERVICE,
  },
  service_dependency_up: {
    type: 'gauge',
    unit: 'ratio',
    labels: {
      dependency: [
        'service',
        'broker',
        'queue-policies',
        'catalogue',
        'clock',
        'pepper',
        'redis',
        'database',
      ],
    },
    help: '1 if this part or dependency of the service worked at the last check, and 0 otherwise.',
    services: EVERY_SERVICE,
  },
  process_cpu_user_seconds_total: cpu('Time of the processor that the process spent in its own code.'),
  process_cpu_system_seconds_total: cpu('Time of the processor that the process spent in the kernel.'),
  process_cpu_seconds_total: cpu('Time of the processor that the process spent altogether.'),
  process_start_time_seconds: gauge('seconds', 'Unix time at which the process started.'),
  process_resident_memory_bytes: gauge('bytes', 'Memory of the process that is in RAM.'),
  process_virtual_memory_bytes: gauge('bytes', 'Address space that the process has reserved.'),
  process_heap_bytes: gauge('bytes', 'Size of the data segment of the process.'),
  process_open_fds: {
    type: 'gauge',
    unit: 'files',
    labels: {},
    help: 'File descriptors that the process has open.',
    services: EVERY_SERVICE,
  },
  process_max_fds: {
    type: 'gauge',
    unit: 'files',
    labels: {},
    help: 'The most file descriptors that the process may have open.',
    services: EVERY_SERVICE,
  },
  nodejs_eventloop_lag_seconds: gauge('seconds', 'Delay of the event loop, measured at the scrape.'),
  nodejs_eventloop_lag_min_seconds: gauge(
    'seconds',
    'Shortest delay of the event loop since the last scrape.',
  ),
  nodejs_eventloop_lag_max_seconds: gauge(
    'seconds',
    'Longest delay of the event loop since the last scrape.',
  ),
  nodejs_eventloop_lag_mean_seconds: gauge('seconds', 'Mean delay of the event loop since the last scrape.'),
  nodejs_eventloop_lag_stddev_seconds: gauge(
    'seconds',
    'Standard deviation of the delay of the event loop since the last scrape.',
  ),
  nodejs_eventloop_lag_p50_seconds: gauge('seconds', 'Median delay of the event loop since the last scrape.'),
  nodejs_eventloop_lag_p90_seconds: gauge(
    'seconds',
    'Delay of the event loop that 90 % of the measurements since the last scrape did not exceed.',
  ),
  nodejs_eventloop_lag_p99_seconds: gauge(
    'seconds',
    'Delay of the event loop that 99 % of the measurements since the last scrape did not exceed.',
  ),
  nodejs_active_resources: {
    type: 'gauge',
    unit: 'resources',
    labels: { type: { namesOf: 'kinds of resources of Node.js' } },
    help: 'Resources that keep the event loop alive, such as sockets and timers.',
    services: EVERY_SERVICE,
  },
  nodejs_heap_size_total_bytes: gauge('bytes', 'Size of the heap of V8.'),
  nodejs_heap_size_used_bytes: gauge('bytes', 'Memory of the heap of V8 that is in use.'),
  nodejs_external_memory_bytes: gauge('bytes', 'Memory outside of the heap that belongs to objects in it.'),
  nodejs_heap_space_size_total_bytes: heapSpace('Size of each space of the heap of V8.'),
  nodejs_heap_space_size_used_bytes: heapSpace('Memory of each space of the heap of V8 that is in use.'),
  nodejs_heap_space_size_available_bytes: heapSpace('Memory of each space of the heap of V8 that is free.'),
  nodejs_gc_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { kind: ['major', 'minor', 'incremental', 'weakcb'] },
    help: 'Time of garbage collections, by their kind.',
    services: EVERY_SERVICE,
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
  },
  nodejs_version_info: {
    type: 'gauge',
    unit: 'ratio',
    labels: {
      version: { namesOf: 'versions of Node.js' },
      major: { namesOf: 'versions of Node.js' },
      minor: { namesOf: 'versions of Node.js' },
      patch: { namesOf: 'versions of Node.js' },
    },
    help: '1, with the version of Node.js as labels.',
    services: EVERY_SERVICE,
  },
} as const satisfies Declarations;
