const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** A quantity of memory such as `512Mi`; NaN if it is none. */
export function bytesOf(quantity: string | undefined): number {
  const [, number, unit] = /^(\d+)([KMGT]i)$/.exec(quantity ?? '') ?? [];
  return Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
}
