import type { RecordedRoll, RollKey, RollScheme, SubmissionId } from '@scrutin/election';
import type { Database } from './database.ts';
import { COUNTED_AMONG, UNCOUNTED_AMONG } from './sql/claims.sql.ts';
import { COUNTED_CREDENTIALS } from './sql/counted-credentials.sql.ts';

/** A voter roll on record: what it takes to find a credential in it, and to know that it is whole. */
export interface RegisteredRoll extends RecordedRoll {
  readonly credentials: bigint;
  readonly scheme: RollScheme;
  readonly loadedAtMs: number;
  /** Credentials by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
  /** SHA-256 of all entries; undefined for a roll that was put on record without it. */
  readonly digest: string | undefined;
}

/** What a load put on the roll in all. */
export interface LoadedRollRecord {
  readonly credentials: number | bigint;
  readonly buckets: number;
  readonly scheme: RollScheme;
  /** Credentials by region, of an election's roll: the whole roll, not what this load added. */
  readonly regions?: ReadonlyMap<string, number>;
  readonly edition?: string;
  readonly generation?: string;
  readonly digest?: string;
  readonly pepperCheck?: string | undefined;
  /** Where the entries came from, as it stands in the record of acts. */
  readonly source?: RollOrigin | undefined;
  /** The generation that was on record when the load began ('none' without a roll): another one refuses the record. */
  readonly basedOn?: string;
}

export interface RollOrigin {
  readonly kind: 'manifest' | 'upload' | 'older-system' | 'made-up';
  /** Of the manifest or of what was uploaded, in hexadecimal. */
  readonly sha256?: string;
  readonly credentials: number;
}

/** A credential that voted, and by which submission: what a rebuilt roll must know (P3). */
export interface CountedCredential {
  /** 32 bytes */
  readonly credentialHash: Buffer;
  readonly submissionId: SubmissionId;
}

export async function registeredRolls(database: Database): Promise<RegisteredRoll[]> {
  const rows = await database.run('rolls', (client) =>
    client.roll.findMany({ orderBy: { rollKey: 'asc' }, include: { regions: true } }),
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
}

export function toRegistered(row: RollRow): RegisteredRoll {
  const { credentials, buckets, edition, generation } = row;
  return {
    ...{ credentials, buckets, edition, generation },
    rollKey: row.rollKey as RollKey,
    scheme: row.scheme as RollScheme,
    loadedAtMs: row.loadedAt.getTime(),
    digest: row.digest || undefined,
    pepperCheck: row.pepperCheck || undefined,
    regions: new Map(row.regions.map(({ regionId, credentials: count }) => [regionId, count])),
  };
}

/** Which of these credentials have a counted vote (P3). @param hashes in hexadecimal */
export async function countedAmong(
  database: Database,
  rollKey: RollKey,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows: { hash: string }[] = await database.query(
    'counted-among',
    COUNTED_AMONG,
    rollKey,
    hashes.join(','),
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** Which of these submissions PostgreSQL did not count: not yet, or never. */
export async function uncountedAmong(
  database: Database,
  submissionIds: readonly SubmissionId[],
): Promise<ReadonlySet<SubmissionId>> {
  if (submissionIds.length === 0) return new Set();
  const rows: { submission_id: SubmissionId }[] = await database.query(
    'uncounted-among',
    UNCOUNTED_AMONG,
    submissionIds.join(','),
  );
  return new Set(rows.map((row) => row.submission_id));
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
