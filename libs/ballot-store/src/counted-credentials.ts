import type { Database } from '@scrutin/database';
import type { RollKey, SubmissionId, SubmissionPrefix } from '@scrutin/election';
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
  submissions: readonly SubmissionPrefix[],
): Promise<ReadonlySet<SubmissionPrefix>> {
  if (submissions.length === 0) return new Set();
  const rows = await database.send<{ submission: SubmissionPrefix }>(
    'uncounted-among',
    UNCOUNTED_AMONG,
    `{${submissions.join()}}`, // pg would put each of them into quotes
  );
  return new Set(rows.map(({ submission }) => submission));
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

const PAGE = 20_000;
const HASH_BYTES = 32;
const SUBMISSION_BYTES = 16;
const ROW_BYTES = HASH_BYTES + SUBMISSION_BYTES;

/** All credentials of the roll that voted, in the order of their hashes. Only two pages are in memory at a time. */
export async function* countedCredentials(
  database: Database,
  rollKey: RollKey,
): AsyncGenerator<CountedCredential, void, undefined> {
  const read = async (after: Buffer): Promise<Buffer> => {
    const [row] = await database.send<{ page: Buffer | null }>(
      'counted-credentials',
      COUNTED_CREDENTIALS,
      rollKey,
      after,
      PAGE,
    );
    return row?.page ?? Buffer.of();
  };
  for (let next = read(Buffer.of()); ;) {
    const page = await next;
    const isLast = page.length < PAGE * ROW_BYTES;
    if (!isLast) {
      next = read(page.subarray(-ROW_BYTES, -SUBMISSION_BYTES));
      next.catch(() => undefined); // it is awaited when this page has been used
    }
    for (let at = 0; at < page.length; at += ROW_BYTES) {
      yield {
        credentialHash: page.subarray(at, at + HASH_BYTES),
        submissionId: uuidOf(page.toString('hex', at + HASH_BYTES, at + ROW_BYTES)),
      };
    }
    if (isLast) return;
  }
}

function uuidOf(hex: string): SubmissionId {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-') as SubmissionId;
}
