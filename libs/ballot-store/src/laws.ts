import type { Database } from '@scrutin/database';
import { toLaw } from '@scrutin/database';
import type { Law } from '@scrutin/election';
import { LAW_RESULTS } from './sql/law-results.sql.ts';

/** What is counted on a law, as of one commit (P4). */
export interface LawResult {
  readonly lawId: string;
  /** Both 0 while they are withheld. */
  readonly oui: bigint;
  readonly non: bigint;
  /** Of both sides, at all times. */
  readonly counted: bigint;
  /** Whether the sides are kept from this login of the database: voting is open, and results show after the closing. */
  readonly withheld: boolean;
  /** When the last vote was counted; undefined while none is. */
  readonly updatedAtMs: number | undefined;
}

/** Laws that are no draft, by id. */
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

/** One entry per law that is no draft, also when no vote came yet. */
export async function lawResults(database: Database): Promise<LawResult[]> {
  const rows = await database.query<LawResultRow>('law-results', LAW_RESULTS);
  return rows.map(toResult);
}

/** Undefined for a law that is not there or is a draft. */
export async function lawResult(database: Database, id: string): Promise<LawResult | undefined> {
  return (await lawResults(database)).find(({ lawId }) => lawId === id);
}

interface LawResultRow {
  readonly id: string;
  readonly oui: bigint;
  readonly non: bigint;
  readonly counted: bigint;
  readonly withheld: boolean;
  readonly updated_at: Date | null;
}

function toResult({ id, oui, non, counted, withheld, updated_at: updatedAt }: LawResultRow): LawResult {
  return { lawId: id, oui, non, counted, withheld, updatedAtMs: updatedAt?.getTime() };
}
