import { CONTEST_STATUSES, RESULTS_VISIBILITIES } from '@scrutin/election';
import type { ContestStatus, ResultsVisibility, VotingWindow } from '@scrutin/election';
import type { Database } from './database.ts';
import type { Law as LawRow } from './generated/prisma/client.ts';
import { LAW_RESULTS } from './sql/law-results.sql.ts';
import { storedWord } from './stored-word.ts';

export { RESULTS_VISIBILITIES };
export type { ResultsVisibility };

/** A text in both languages. */
export interface LocalizedText {
  readonly fr: string;
  readonly en: string;
}

/** A law put to the vote. */
export interface Law {
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly window: VotingWindow;
  readonly status: ContestStatus;
  readonly resultsVisibility: ResultsVisibility;
  /** Votes (oui + non) without which the result does not bind. */
  readonly quorumVotes: bigint | undefined;
  /** The share of oui that adopts, in 1/10000; undefined: more oui than non. */
  readonly thresholdBasisPoints: number | undefined;
}

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

export function lawColumns(law: Law): Omit<LawRow, 'id'> {
  return {
    titleFr: law.title.fr,
    titleEn: law.title.en,
    summaryFr: law.summary.fr,
    summaryEn: law.summary.en,
    opensAt: new Date(law.window.opensAtMs),
    closesAt: new Date(law.window.closesAtMs),
    status: law.status,
    resultsVisibility: law.resultsVisibility,
    quorumVotes: law.quorumVotes ?? null,
    thresholdBasisPoints: law.thresholdBasisPoints ?? null,
  };
}

export function toLaw(row: LawRow): Law {
  return {
    id: row.id,
    title: { fr: row.titleFr, en: row.titleEn },
    summary: { fr: row.summaryFr, en: row.summaryEn },
    window: { opensAtMs: row.opensAt.getTime(), closesAtMs: row.closesAt.getTime() },
    status: storedWord(CONTEST_STATUSES, row.status),
    resultsVisibility: storedWord(RESULTS_VISIBILITIES, row.resultsVisibility),
    quorumVotes: row.quorumVotes ?? undefined,
    thresholdBasisPoints: row.thresholdBasisPoints ?? undefined,
  };
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
