import type { Database } from '@scrutin/database';
import type { RollKey, SubmissionId } from '@scrutin/election';
import { COUNTED_AMONG, UNCOUNTED_AMONG } from './sql/claims.sql.ts';
import { COUNTED_CREDENTIALS, VOID_CREDENTIALS } from './sql/counted-credentials.sql.ts';

/** A credential that voted, and its submission. A roll that is rebuilt in Redis needs both (P3). */
export interface CountedCredential {
  /** 32 bytes */
  readonly credentialHash: Buffer;
  readonly submissionId: SubmissionId;
}

/** Those of these credentials that have a counted vote (P3). @param hashes in hexadecimal */
export async function countedAmong(
  database: Database,
  rollKey: RollKey,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await database.send<{ hash: string }>('counted-among', COUNTED_AMONG, rollKey, hashes);
  return new Set(rows.map(({ hash }) => hash));
}

/** Those of these submissions that are not counted: not settled yet, rejected, or unknown. */
export async function uncountedAmong(
  database: Database,
  submissionIds: readonly SubmissionId[],
): Promise<ReadonlySet<SubmissionId>> {
  if (submissionIds.length === 0) return new Set();
  const rows = await database.send<{ submission_id: SubmissionId }>(
    'uncounted-among',
    UNCOUNTED_AMONG,
    submissionIds,
  );
  return new Set(rows.map((row) => row.submission_id));
}

/** The credentials of a roll that were replaced or revoked, as hashes of 32 bytes. */
export async function voidCredentials(database: Database, rollKey: RollKey): Promise<Buffer[]> {
  const rows = await database.query<{ credential_hash: Uint8Array }>(
    'void-credentials',
    VOID_CREDENTIALS,
    rollKey,
  );
  return rows.map((row) => Buffer.from(row.credential_hash));
}

const PAGE = 10_000;

/** All credentials of the roll that voted, in the order of their hashes. Only one page is in memory at a time. */
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
