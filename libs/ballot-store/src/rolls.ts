import type { RollKey, RollScheme, SubmissionId } from '@scrutin/election';
import type { Database } from './database.ts';
import { COUNTED_CREDENTIALS } from './sql/counted-credentials.sql.ts';

/** A voter roll that was loaded into Redis: what it takes to find a credential in it. */
export interface RegisteredRoll {
  readonly rollKey: RollKey;
  readonly credentials: bigint;
  /** Number of hash buckets in Redis. */
  readonly buckets: number;
  readonly scheme: RollScheme;
  readonly loadedAtMs: number;
  /** Credentials by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
}

/** What a completed load put on the roll in all. */
export interface LoadedRollRecord {
  readonly credentials: number | bigint;
  readonly buckets: number;
  readonly scheme: RollScheme;
  /** Credentials by region, of an election's roll: the whole roll, not what this load added. */
  readonly regions?: ReadonlyMap<string, number>;
}

/** A credential that voted, and by which submission: what a rebuilt roll must know (P3). */
export interface CountedCredential {
  /** 32 bytes */
  readonly credentialHash: Buffer;
  readonly submissionId: SubmissionId;
}

/** Registers a roll that was loaded completely; again after it was loaded anew. */
export async function registerRoll(
  database: Database,
  rollKey: RollKey,
  roll: LoadedRollRecord,
): Promise<void> {
  const columns = {
    credentials: BigInt(roll.credentials),
    buckets: roll.buckets,
    scheme: roll.scheme,
    loadedAt: new Date(),
  };
  const regions = [...(roll.regions ?? [])].map(([regionId, credentials]) => ({
    rollKey,
    regionId,
    credentials: BigInt(credentials),
  }));
  await database.run('register-roll', (client) =>
    client.$transaction([
      client.roll.upsert({ where: { rollKey }, create: { rollKey, ...columns }, update: columns }),
      client.rollRegion.deleteMany({ where: { rollKey } }),
      client.rollRegion.createMany({ data: regions }),
    ]),
  );
}

export async function registeredRolls(database: Database): Promise<RegisteredRoll[]> {
  const rows = await database.run('rolls', (client) =>
    client.roll.findMany({ orderBy: { rollKey: 'asc' }, include: { regions: true } }),
  );
  return rows.map((row) => ({
    rollKey: row.rollKey as RollKey,
    credentials: row.credentials,
    buckets: row.buckets,
    scheme: row.scheme as RollScheme,
    loadedAtMs: row.loadedAt.getTime(),
    regions: new Map(row.regions.map(({ regionId, credentials }) => [regionId, credentials])),
  }));
}

const PAGE = 10_000;

/** Every credential of the roll that voted, in the order of the hashes; holds one page of them at a time. */
export async function* countedCredentials(
  database: Database,
  rollKey: RollKey,
): AsyncGenerator<CountedCredential, void, undefined> {
  let after: Uint8Array = new Uint8Array(0);
  for (;;) {
    const rows: { credential_hash: Uint8Array; submission_id: SubmissionId }[] = await database.query(
      'counted-credentials',
      COUNTED_CREDENTIALS,
      rollKey,
      after,
      PAGE,
    );
    for (const row of rows) {
      yield { credentialHash: Buffer.from(row.credential_hash), submissionId: row.submission_id };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.credential_hash;
  }
}
