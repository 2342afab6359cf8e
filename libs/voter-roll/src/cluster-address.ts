import { ConfigurationError } from '@scrutin/service-runtime';

/** Where a cluster can be asked for its nodes, and with which name and password all of them are used. */
export interface ClusterAddress {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

const SCHEME = /^rediss?\+cluster:\/\//;
const FORM = /^(rediss?)\+cluster:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^@/?#]+)\/?$/;
const DEFAULT_PORT = 6379;

export function isClusterUrl(url: string): boolean {
  return SCHEME.test(url);
}

/**
 * `redis+cluster://user:password@host1:6379,host2:6379`, or `rediss+cluster://` for TLS. One node is
 * enough to find the others; more are for a start while some are away. A cluster has no numbered databases.
 *
 * @throws ConfigurationError, which does not show the address: it holds a password
 */
export function parseClusterUrl(url: string): ClusterAddress {
  try {
    const [, scheme, username, password, hosts] = FORM.exec(url) ?? [];
    if (hosts === undefined) throw new TypeError('not of the form of a cluster');
    return {
      nodes: hosts.split(',').map(parseNode),
      tls: scheme === 'rediss',
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
    };
  } catch (error) {
    throw new ConfigurationError(
      'REDIS_URL is not an address such as redis+cluster://user:password@host1:6379,host2:6379.',
      { cause: error }, // of a host or of an escape: never with the password in it
    );
  }
}

function parseNode(node: string): { host: string; port: number } {
  const { hostname, port } = new URL(`redis://${node}`);
  if (hostname === '') throw new TypeError('a node without a name');
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? DEFAULT_PORT : Number(port) };
}
