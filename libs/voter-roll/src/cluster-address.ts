import { ConfigurationError } from '@scrutin/service-runtime';

/** The addresses of nodes that know the rest of the cluster, and the user name and password for all nodes. */
export interface ClusterAddress {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

const SCHEME = /^rediss?\+cluster:\/\//;
const FORM = /^(rediss?)\+cluster:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^@/?#]+)\/?$/;
const DEFAULT_PORT = 6379;

/** Whether an address is that of a Redis Cluster. */
export function isClusterUrl(url: string): boolean {
  return SCHEME.test(url);
}

/**
 * Parses `redis+cluster://user:password@host1:6379,host2:6379`, or `rediss+cluster://…` for TLS. One node is enough to
 * find the others. More nodes allow a start while some of them are down. A cluster has no numbered databases.
 *
 * @throws ConfigurationError, which does not repeat the address because it contains a password
 */
export function parseClusterUrl(url: string): ClusterAddress {
  try {
    const [, scheme, username, password, hosts] = FORM.exec(url) ?? [];
    if (hosts === undefined) throw new TypeError('not the address of a cluster');
    return {
      nodes: hosts.split(',').map(parseNode),
      tls: scheme === 'rediss',
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
    };
  } catch (error) {
    throw new ConfigurationError(
      'REDIS_URL is not an address such as redis+cluster://user:password@host1:6379,host2:6379.',
      { cause: error }, // names a host or an escape sequence at most, never the password
    );
  }
}

function parseNode(node: string): { host: string; port: number } {
  const { hostname, port } = new URL(`redis://${node}`);
  if (hostname === '') throw new TypeError('a node without a host name');
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? DEFAULT_PORT : Number(port) };
}
