import type { Stack } from './stack.ts';

/** Votes by choice. */
interface LawCounts {
  readonly oui: number;
  readonly non: number;
}

/** What PostgreSQL says of one law, as of one snapshot. */
export interface LawBooks {
  /** The running totals. */
  readonly results: LawCounts;
  /** The cast vote records, counted. */
  readonly ballots: LawCounts;
  /** Audit rows that say `counted`. */
  readonly audited: number;
  /** Distinct credentials among them. */
  readonly credentials: number;
  readonly turnout: number;
}

const BOOKS = `
SELECT coalesce((SELECT oui FROM vote_results WHERE law_id = $1), 0)::int AS results_oui,
       coalesce((SELECT non FROM vote_results WHERE law_id = $1), 0)::int AS results_non,
       (SELECT count(*) FROM ballots WHERE contest_key = 'law:' || $1 AND selection = 'oui')::int AS ballots_oui,
       (SELECT count(*) FROM ballots WHERE contest_key = 'law:' || $1 AND selection = 'non')::int AS ballots_non,
       audited.n::int AS audited, audited.credentials::int AS credentials,
       coalesce((SELECT sum(counted) FROM turnout WHERE contest_key = 'law:' || $1), 0)::int AS turnout
  FROM (SELECT count(*) AS n, count(DISTINCT credential_hash) AS credentials
          FROM vote_audit WHERE contest_key = 'law:' || $1 AND status = 'counted') AS audited`;

export async function readBooks(stack: Stack, lawId: string): Promise<LawBooks> {
  const [row] = await stack.sql<Record<string, number>>(BOOKS, [lawId]);
  const number = (name: string): number => row?.[name] ?? Number.NaN;
  return {
    results: { oui: number('results_oui'), non: number('results_non') },
    ballots: { oui: number('ballots_oui'), non: number('ballots_non') },
    audited: number('audited'),
    credentials: number('credentials'),
    turnout: number('turnout'),
  };
}

/** Of these submissions, how many PostgreSQL has settled. */
export async function countSettled(stack: Stack, submissionIds: readonly string[]): Promise<number> {
  const [row] = await stack.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM settled_submissions WHERE submission_id = ANY($1::uuid[])',
    [submissionIds],
  );
  return row?.n ?? 0;
}
