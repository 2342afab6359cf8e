/**
 * Runs services of docker-compose.yml as containers of Podman, as the file describes them: command, variables, rights,
 * folders and memory. The containers share the network of this machine, so each gets ports of its own, and finds
 * PostgreSQL, Redis and RabbitMQ where these scripts run them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ComposeService } from '../../libs/deployment-checks/src/compose/compose-file.ts';
import { composeFile, environmentOf } from '../../libs/deployment-checks/src/compose/compose-file.ts';
import { projectHash, projectRoot } from '../bootstrap/project.mjs';
import { IMAGE } from './build-image.ts';
import { podman, tryPodman, ULIMITS } from './podman.ts';

/** Where the servers and services are: `127.0.0.1:16800` for `postgres:5432`, and so on. */
export type Places = Readonly<Record<string, string>>;

/** What replaces parts of the service's own description. */
export interface Changes {
  readonly ports?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly args?: readonly string[];
  readonly volumes?: readonly string[];
}

/** Services of docker-compose.yml that can be run with the given variables of .env. */
export function composeServices(given: Readonly<Record<string, string>>, places: Places) {
  const text = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
  const { services } = composeFile(text, given);

  function optionsOf(name: string, changes: Changes): { options: string[]; args: readonly string[] } {
    const service = services[name];
    if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
    const variables = { ...environmentOf(service, given), ...changes.ports };
    const entrypoint = changes.entrypoint ?? service.entrypoint;
    return {
      options: [
        ...['--network=host', '--pull=never', ...ULIMITS, ...rightsOf(service)],
        ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${placed(value)}`]),
        ...[...(service.volumes ?? []), ...(changes.volumes ?? [])].flatMap((one) => ['--volume', one]),
        ...(entrypoint === undefined ? [] : ['--entrypoint', JSON.stringify(entrypoint)]),
      ],
      args: changes.args ?? service.command ?? [],
    };
  }

  /** The value with the places of the servers. */
  function placed(value: string): string {
    return Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), value);
  }

  return {
    /** Starts a service, and returns the name of its container. */
    start(name: string, changes: Changes = {}): string {
      const container = `scrutin-${projectHash}-${name}`;
      const { options, args } = optionsOf(name, changes);
      podman('run', '--detach', '--name', container, ...options, IMAGE, ...args);
      return container;
    },
    /** Runs a service that ends by itself. */
    run(name: string, changes: Changes = {}) {
      const { options, args } = optionsOf(name, changes);
      return tryPodman('run', '--rm', ...options, IMAGE, ...args);
    },
  };
}

/** The options for what a container may do and use. */
function rightsOf(service: ComposeService): string[] {
  const { read_only: readOnly, tmpfs = [], cap_drop: dropped = [], security_opt: security = [] } = service;
  return [
    ...(readOnly === true ? ['--read-only', '--read-only-tmpfs=false'] : []),
    ...tmpfs.flatMap((folder) => ['--tmpfs', folder]),
    ...dropped.map((capability) => `--cap-drop=${capability}`),
    ...security.map((option) => `--security-opt=${option.replace(/:true$/, '')}`),
    ...(service.mem_limit === undefined ? [] : [`--memory=${service.mem_limit}`]),
  ];
}
