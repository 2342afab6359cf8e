/**
 * What is wrong with the address of a server, or undefined. A client would find out only when it connects, again and
 * again, and its message would not name the setting.
 *
 * @param text `scheme://user:password@host:port/…`; with the scheme `…+cluster`, several hosts after commas
 * @param protocols the schemes that are accepted
 * @returns a sentence that never repeats the address, because it may hold a password
 */
export function problemOfAddress(text: string, protocols: readonly string[]): string | undefined {
  const scheme = protocols.find((one) => text.startsWith(`${one}://`));
  if (scheme === undefined) return `must begin with ${protocols.map((one) => `${one}://`).join(' or ')}`;
  const [authority = ''] = /^[^/?#]*/.exec(text.slice(`${scheme}://`.length)) ?? [];
  const rest = text.slice(`${scheme}://`.length + authority.length);
  // A `/`, `?` or `#` of a password ends the authority too early, so the host is behind it.
  if (rest.includes('@') || !isEncoded(authority)) return UNENCODED;
  const hosts = authority.slice(authority.lastIndexOf('@') + 1).split(',');
  const isCluster = scheme.endsWith('+cluster');
  if (hosts.length > 1 && !isCluster)
    return 'must name one host: put one address before several servers (docs/SCALING.md)';
  if (hosts.some((host) => /^(:.*)?$/.test(host)) && !namesSocket(rest)) return 'names no host';
  if (!hosts.every((host) => host === '' || URL.canParse(`x://${host}`)))
    return `has a host or a port that cannot be, or ${UNENCODED}`;
  return undefined;
}

const UNENCODED =
  'has a user name or a password with special characters, which must be encoded (`%23` for `#`, `%40` for `@`)';

/** Whether user and password have no `@`, and no `%` that begins no code. */
function isEncoded(authority: string): boolean {
  const login = authority.slice(0, Math.max(authority.lastIndexOf('@'), 0));
  if (login.includes('@')) return false;
  try {
    decodeURIComponent(login);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL may be reached by a socket, whose folder is a parameter. */
function namesSocket(rest: string): boolean {
  return /[?&]host=./.test(rest);
}
