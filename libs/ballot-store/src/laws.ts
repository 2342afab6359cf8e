import type { Database } from '@scrutin/database';
import { toLaw } from '@scrutin/database';
import type { Law, LawResult } from '@scrutin/election';
import { LAW_RESULTS } from './sql/law-results.sql.ts';

/** The laws that are not drafts, ordered by id. */
export async function publishedLaws(database: Database): Promise<Law[]> {
  const rows = await database.run('laws', (client) =>
    client.law.findMany({ where: { status: { not: 'draft' } }, orderBy: { id: 'asc' } }),
  );
  return rows.map(toLaw);
}

/** The law, unless it is a draft. */
export async function publishedLaw(database: Database, id: string): Promise<Law | undefined> {
  const row = await database.run('laws', (client) =>
    client.law.findUnique({ where: { id, status: { not: 'draft' } } }),
  );
  return row === null ? undefined : toLaw(row);
}

/** One entry for each law that is not a draft, even if nobody has voted yet. */
export async function lawResults(database: Database): Promise<LawResult[]> {
  const rows = await database.query<LawResultRow>('law-results', LAW_RESULTS);
  return rows.map(toResult);
}

/** The result of a law; undefined if it does not exist or is a draft. */
export async function lawResult(database: Database, id: string): Promise<LawResult | undefined> {
  return (await lawResults(database)).find(({ lawId }) => lawId === id);
}

interface LawResultRow {
  readonly id: string;
  readonly oui: bigint;
  readonly non: bigint;
  readonly blank: bigint;
  readonly counted: bigint;
  readonly withheld: boolean;
  readonly registered: bigint | null;
  readonly updated_at: Date | null;
}

function toResult({
  id,
  oui,
  non,
  blank,
  counted,
  withheld,
  registered,
  updated_at: updatedAt,
}: LawResultRow): LawResult {
  return {
    lawId: id,
    oui,
    non,
    blank,
    counted,
    withheld,
    registeredVoters: registered ?? undefined,
    updatedAtMs: updatedAt?.getTime(),
  };
}
