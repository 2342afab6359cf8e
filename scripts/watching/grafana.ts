/** Finds Grafana on this machine, and says how to start it with the dashboards of this project. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../bootstrap/project.mjs';
import { findOnPath } from '../servers/binaries.ts';
import type { ServerCommand } from '../servers/server.ts';

/** A Grafana on this machine: its program, and the folder with its pages and defaults. */
interface Grafana {
  readonly program: string;
  readonly home: string;
}

/** What to do without a Grafana. */
export const HOW_TO_GET_GRAFANA =
  'For the dashboards, unpack Grafana (https://grafana.com/grafana/download), set GRAFANA_HOME to its folder, and run ' +
  'npm start -- --watch again.';

/** The folder of the packages for Debian and Red Hat. */
const PACKAGED_HOME = '/usr/share/grafana';
/** A folder of Grafana has this file. */
const DEFAULTS = path.join('conf', 'defaults.ini');

/**
 * The Grafana in GRAFANA_HOME, otherwise the one in the PATH; null if there is none.
 *
 * @param home GRAFANA_HOME
 * @param inPath finds a program in the PATH
 */
export function findGrafana(
  home: string | undefined,
  inPath: (program: string) => string | null = findOnPath,
): Grafana | null {
  if (home !== undefined && home !== '') {
    const program = path.join(home, 'bin', 'grafana');
    return existsSync(program) && existsSync(path.join(home, DEFAULTS)) ? { program, home } : null;
  }
  const program = inPath('grafana');
  if (program === null) return null;
  const homes = [path.dirname(path.dirname(realpathSync(program))), PACKAGED_HOME];
  const found = homes.find((folder) => existsSync(path.join(folder, DEFAULTS)));
  return found === undefined ? null : { program, home: found };
}

/** What the command of Grafana needs to know. */
interface GrafanaSettings {
  /** A port of 127.0.0.1. */
  readonly port: number;
  /** The address of Prometheus. */
  readonly prometheus: string;
  /** The folder for the data and logs of Grafana. */
  readonly folder: string;
}

/**
 * The command that starts Grafana. Only this machine reaches it, so everybody may look at the dashboards without a
 * login, and nobody can log in.
 */
export function grafanaCommand(
  { program, home }: Grafana,
  { port, prometheus, folder }: GrafanaSettings,
): ServerCommand {
  const monitoring = path.join(projectRoot, 'monitoring', 'grafana');
  return {
    file: program,
    args: ['server', '--homepath', home],
    cwd: folder,
    env: {
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_PATHS_DATA: path.join(folder, 'grafana'),
      GF_PATHS_LOGS: path.join(folder, 'grafana', 'logs'),
      GF_PATHS_PROVISIONING: path.join(monitoring, 'provisioning'),
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_DISABLE_LOGIN_FORM: 'true',
      GF_AUTH_BASIC_ENABLED: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      PROMETHEUS_URL: prometheus,
      SCRUTIN_DASHBOARDS: path.join(monitoring, 'dashboards'),
    },
  };
}
