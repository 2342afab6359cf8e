import { readFileSync } from 'node:fs';

/** The descriptors that a process needs for databases, the broker, files and its own sockets. */
const RESERVED = 128;
/** The smallest usual limit. It is assumed where the limit is unknown, which is the case outside Linux. */
const UNKNOWN_LIMIT = 1_024;
/** More connections than one process can serve. Each takes some kilobytes. */
const CONNECTIONS_MAX = 20_000;

/** How many clients may be connected to a process with this number of descriptors. */
export function connectionsWithin(descriptors: number): number {
  return Math.max(
    16,
    Math.min(CONNECTIONS_MAX, descriptors - Math.max(RESERVED, Math.ceil(descriptors / 10))),
  );
}

/** The soft limit of open files of this process from Linux, or a safe assumption on other systems. */
export function descriptorLimit(read: () => string = readLimits): number {
  try {
    const soft = /^Max open files\s+(\d+|unlimited)/m.exec(read())?.[1];
    if (soft === 'unlimited') return Number.MAX_SAFE_INTEGER;
    return soft === undefined ? UNKNOWN_LIMIT : Number(soft);
  } catch {
    return UNKNOWN_LIMIT; // There is no /proc on this system.
  }
}

function readLimits(): string {
  return readFileSync('/proc/self/limits', 'utf8');
}
