import { readFileSync } from 'node:fs';

/** What a process needs besides the connections of its clients: databases, broker, files, sockets of its own. */
const RESERVED = 128;
/** Where the limit is not known (not on Linux): what the smallest usual limit, 1,024, allows. */
const UNKNOWN_LIMIT = 1_024;
/** More than one process can serve, each costing some kilobytes. */
const MOST = 20_000;

/** How many connections of clients this process may have without running out of descriptors. */
export function connectionsWithin(descriptors: number): number {
  return Math.max(16, Math.min(MOST, descriptors - Math.max(RESERVED, Math.ceil(descriptors / 10))));
}

/** The soft limit of open files of this process, as Linux tells it; a safe guess elsewhere. */
export function descriptorLimit(read: () => string = readLimits): number {
  try {
    const soft = /^Max open files\s+(\d+|unlimited)/m.exec(read())?.[1];
    if (soft === 'unlimited') return Number.MAX_SAFE_INTEGER;
    return soft === undefined ? UNKNOWN_LIMIT : Number(soft);
  } catch {
    return UNKNOWN_LIMIT; // there is no /proc
  }
}

function readLimits(): string {
  return readFileSync('/proc/self/limits', 'utf8');
}
