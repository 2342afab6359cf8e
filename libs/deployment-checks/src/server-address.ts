/** The port that a scheme means without a number. */
const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, postgresql: 5432 };

/** A server at an address. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

/** The servers of an address; that of a Redis Cluster names several. */
export function serversOf(address: string): Server[] {
  const [, scheme = '', hosts = ''] = /^([\w+]+):\/\/(?:[^@/]*@)?([^/]+)/.exec(address) ?? [];
  return hosts.split(',').map((one) => {
    const [host = '', port] = one.split(':');
    return { host, port: Number(port ?? USUAL_PORTS[scheme]) };
  });
}
