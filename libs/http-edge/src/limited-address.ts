import ipaddr from 'ipaddr.js';

/**
 * The part of an address that rate limits count, because one household or attacker usually has it alone. It is the
 * whole IPv4 address, also if it is written as an IPv6 address (::ffff:192.0.2.7), and the first 64 bits of an IPv6
 * address, because its owner can choose the others (RFC 4291, 2.5.4). A text that is not an address is returned
 * unchanged.
 */
export function limitedAddress(ip: string): string {
  const address = ip.includes(':') ? parsedIpv6(ip) : undefined;
  if (address === undefined) return ip;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString();
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}

function parsedIpv6(ip: string): ipaddr.IPv6 | undefined {
  try {
    return ipaddr.IPv6.parse(ip);
  } catch {
    return undefined;
  }
}
