import type { SettingsByApp } from '../service-settings.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';

/** What the rules compare docker-compose.yml with. */
export interface ComposeContext {
  /** The text of the file. */
  readonly text: string;
  /** The variables of the file .env that `npm run compose:env` writes. */
  readonly given: Readonly<Record<string, string>>;
  readonly settings: SettingsByApp;
  /** The names of the variables that the command line reads. */
  readonly commandLine: readonly string[];
  /** The roles of the database that log in, such as `ingestion`. */
  readonly roles: readonly string[];
  readonly dockerfile: string;
  /** The paths that every service serves to operators. */
  readonly operationsPaths: readonly string[];
  /** The most memory that a process of each app had, in MiB (docs/PERFORMANCE.md). */
  readonly measuredMemory: ReadonlyMap<string, number>;
  /** The files in the repository, relative to its folder. */
  readonly files: readonly string[];
  /** The images that the manifests of Kubernetes name, with their tags. */
  readonly otherImages: readonly string[];
  /** The addresses that the files of monitoring/ name: `host:port`, by file. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

/** A rule over the whole file. It returns a sentence for each break, which begins with the name of the service. */
export interface ComposeRule {
  readonly name: string;
  readonly check: (file: ComposeFile, context: ComposeContext) => readonly string[];
}

/** Complains about each service for which `complain` has something to say. */
export function eachService(
  complain: (name: string, service: ComposeService, context: ComposeContext) => readonly string[],
): ComposeRule['check'] {
  return ({ services }, context) =>
    Object.entries(services).flatMap(([name, service]) =>
      complain(name, service, context).map((message) => `${name}: ${message}`),
    );
}

/** Whether the image is built from the Dockerfile. */
export function isOurs({ build }: ComposeService): boolean {
  return build !== undefined;
}

/** The app that a service runs: `apps/NAME/dist/main.js` is its command. Undefined for other programs. */
export function appOf({ command = [], entrypoint = [] }: ComposeService): string | undefined {
  return /\bapps\/([\w-]+)\/dist\/main\.js\b/.exec([...entrypoint, ...command].join(' '))?.[1];
}

/** A service that ends by itself: its container is not started again. */
export function endsByItself(service: ComposeService & { readonly restart?: string }): boolean {
  return service.restart === 'no';
}

/** The number of bytes of `512m`, `2g` or `1024`. */
export function bytesOf(size: string): number {
  const [, number = '', unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(size) ?? [];
  const power = ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
  return Number(number) * 1_024 ** power;
}
