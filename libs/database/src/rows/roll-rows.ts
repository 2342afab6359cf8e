import type { RegisteredRoll, RollKey, RollScheme, VoidCredentials } from '@scrutin/election';
import { registeredVoters } from '@scrutin/election';
import type { Database } from '../database.ts';

export async function registeredRolls(database: Database): Promise<RegisteredRoll[]> {
  const rows = await database.run('rolls', (client) =>
    client.roll.findMany({ orderBy: { rollKey: 'asc' }, include: { regions: true, voidTotals: true } }),
  );
  return rows.map(toRegistered);
}

interface RollRow {
  readonly rollKey: string;
  readonly credentials: bigint;
  readonly buckets: number;
  readonly scheme: string;
  readonly loadedAt: Date;
  readonly edition: string;
  readonly generation: string;
  readonly digest: string;
  readonly pepperCheck: string;
  readonly regions: readonly { readonly regionId: string; readonly credentials: bigint }[];
  readonly voidTotals: readonly VoidTotalRow[];
}

interface VoidTotalRow {
  readonly regionId: string;
  readonly kind: string;
  readonly credentials: bigint;
}

export function toRegistered(row: RollRow): RegisteredRoll {
  const { credentials, buckets, edition, generation } = row;
  return {
    credentials,
    buckets,
    edition,
    generation,
    rollKey: row.rollKey as RollKey,
    scheme: row.scheme as RollScheme,
    loadedAtMs: row.loadedAt.getTime(),
    digest: row.digest || undefined,
    pepperCheck: row.pepperCheck || undefined,
    regions: new Map(row.regions.map(({ regionId, credentials: count }) => [regionId, count])),
    void: toVoidCredentials(row.voidTotals),
  };
}

function toVoidCredentials(totals: readonly VoidTotalRow[]): VoidCredentials {
  const sumOf = (kind: string): bigint =>
    totals.filter((total) => total.kind === kind).reduce((sum, total) => sum + total.credentials, 0n);
  const regions = new Map<string, bigint>();
  for (const { regionId, credentials } of totals) {
    if (regionId !== '') regions.set(regionId, (regions.get(regionId) ?? 0n) + credentials);
  }
  return { replaced: sumOf('replaced'), revoked: sumOf('revoked'), regions };
}

/** The voters on the roll with this row; undefined without a roll. */
export function votersOf(row: RollRow | null): bigint | undefined {
  return row === null ? undefined : registeredVoters(toRegistered(row));
}
