import ipaddr from 'ipaddr.js';

/**
 * The part of an address that one household or attacker holds, for rate limits: an IPv4 address whole, also where it
 * is written as an IPv6 address (::ffff:192.0.2.7), and an IPv6 address by its first 64 bits (RFC 4291 2.5.4: the rest
 * is the holder's to choose). What is no address is given back as it is.
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
