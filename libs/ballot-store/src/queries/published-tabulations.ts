import type { Database } from '@scrutin/database';
import type {
  ContestKey,
  PublishedCountEntry,
  PublishedTabulation,
  StandingTabulation,
} from '@scrutin/election';
import {
  PUBLICATIONS,
  PUBLISHED_TABULATION,
  PUBLISHED_TABULATIONS,
} from '../sql/published-tabulations.sql.ts';

/** One for each contest that has a published count: the one that stands. */
export async function standingTabulations(database: Database): Promise<StandingTabulation[]> {
  const rows = await database.query<{
    id: string;
    contest_key: ContestKey;
    winners: readonly string[];
    acclaimed: readonly string[];
  }>('published-tabulations', PUBLISHED_TABULATIONS);
  return rows.map(({ id, contest_key: contest, winners, acclaimed }) => ({
    id,
    contest,
    winners,
    acclaimed,
  }));
}

/** Every publication of every contest, newest first. */
export async function publishedCounts(database: Database): Promise<PublishedCountEntry[]> {
  const rows = await database.query<{
    contest_key: ContestKey;
    tabulation_id: string;
    published_at: Date;
    supersedes: string | null;
    reason: string | null;
    stands: boolean;
    rule_set: string;
    ballots: bigint;
    ballots_digest: string;
    computed_at: Date;
    winners: readonly string[];
    verdict: string | null;
  }>('published-tabulations', PUBLICATIONS);
  return rows.map((row) => ({
    contest: row.contest_key,
    tabulation: row.tabulation_id,
    publishedAtMs: row.published_at.getTime(),
    supersedes: row.supersedes ?? undefined,
    reason: row.reason ?? undefined,
    stands: row.stands,
    ruleSet: row.rule_set,
    ballots: row.ballots,
    ballotsDigest: row.ballots_digest,
    computedAtMs: row.computed_at.getTime(),
    winners: row.winners,
    verdict: row.verdict ?? undefined,
  }));
}

/** A published tabulation; undefined if it does not exist, is not published, or is not complete. */
export async function publishedTabulation(
  database: Database,
  id: string,
): Promise<PublishedTabulation | undefined> {
  const [row] = await database.query<{
    id: string;
    contest_key: ContestKey;
    rule_set: string;
    ballots: bigint;
    ballots_digest: string;
    result: unknown;
    computed_at: Date;
    published_at: Date;
  }>('published-tabulations', PUBLISHED_TABULATION, id);
  if (row === undefined) return undefined;
  return {
    id: row.id,
    contest: row.contest_key,
    ruleSet: row.rule_set,
    ballots: row.ballots,
    ballotsDigest: row.ballots_digest,
    result: row.result,
    computedAtMs: row.computed_at.getTime(),
    publishedAtMs: row.published_at.getTime(),
  };
}
