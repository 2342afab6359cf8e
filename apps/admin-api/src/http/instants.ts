/** Milliseconds since the epoch as RFC 3339, in UTC. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

export function instantOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : instantOf(ms);
}
