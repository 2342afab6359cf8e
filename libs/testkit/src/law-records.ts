import type { Stack } from './stack.ts';

/** Votes by choice. */
interface LawCounts {
  readonly oui: number;
  readonly non: number;
  readonly '#blank': number;
}

/** What PostgreSQL has on record about one law, read in one snapshot. */
export interface LawRecords {
  /** The running totals in `vote_results`. */
  readonly results: LawCounts;
  /** The number of stored ballots. */
  readonly ballots: LawCounts;
  /** Audit rows with the status `counted`. */
  readonly audited: number;
  /** Distinct credentials in these audit rows. */
  readonly credentials: number;
  readonly turnout: number;
}

const LAW_RECORDS = `
SELECT coalesce((SELECT oui FROM vote_results WHERE law_id = $1), 0)::int AS results_oui,
       coalesce((SELECT non FROM vote_results WHERE law_id = $1), 0)::int AS results_non,
       coalesce((SELECT blank FROM vote_results WHERE law_id = $1), 0)::int AS results_blank,
       (SELECT count(*) FROM ballots WHERE contest_key = 'law:' || $1 AND selection = 'oui')::int AS ballots_oui,
       (SELECT count(*) FROM ballots WHERE contest_key = 'law:' || $1 AND selection = 'non')::int AS ballots_non,
       (SELECT count(*) FROM ballots WHERE contest_key = 'law:' || $1 AND selection = '#blank')::int AS ballots_blank,
       audited.n::int AS audited, audited.credentials::int AS credentials,
       coalesce((SELECT sum(counted) FROM turnout WHERE contest_key = 'law:' || $1), 0)::int AS turnout
  FROM (SELECT count(*) AS n, count(DISTINCT credential_hash) AS credentials
          FROM vote_audit WHERE contest_key = 'law:' || $1 AND status = 'counted') AS audited`;

/** Reads what PostgreSQL has on record about the law, as the owner of the database. */
export async function readLawRecords(stack: Stack, lawId: string): Promise<LawRecords> {
  const [row] = await stack.sql<Record<string, number>>(LAW_RECORDS, [lawId]);
  const number = (name: string): number => row?.[name] ?? Number.NaN;
  const countsFrom = (source: string): LawCounts => ({
    oui: number(`${source}_oui`),
    non: number(`${source}_non`),
    '#blank': number(`${source}_blank`),
  });
  return {
    results: countsFrom('results'),
    ballots: countsFrom('ballots'),
    audited: number('audited'),
    credentials: number('credentials'),
    turnout: number('turnout'),
  };
}

/** How many of these submissions PostgreSQL has settled. */
export async function countSettled(stack: Stack, submissionIds: readonly string[]): Promise<number> {
  const [row] = await stack.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM settled_submissions WHERE submission_id = ANY($1::uuid[])',
    [submissionIds],
  );
  return row?.n ?? 0;
}
