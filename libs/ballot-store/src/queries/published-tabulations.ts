import type { Database } from '@scrutin/database';
import type {
  ContestKey,
  PublishedCountEntry,
  PublishedLot,
  PublishedTabulation,
  StandingTabulation,
} from '@scrutin/election';
import { lotsOfTies } from '@scrutin/election';
import type { Round } from '@scrutin/tabulation';
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
    ties: Round['ties'];
    lots: readonly LotJson[];
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
    lots: lotsOfTies(row.ties, row.lots.map(toLot)),
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
    lots: readonly LotJson[];
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
    lots: row.lots.map(toLot),
  };
}

/** A lot as PostgreSQL writes it as JSON. */
interface LotJson {
  readonly purpose: PublishedLot['purpose'];
  readonly tied: readonly string[];
  readonly drawn: readonly string[];
  readonly method: string;
  readonly drawn_by: string;
  readonly witnesses: string;
  readonly recorded_at: string;
}

function toLot({ drawn_by: drawnBy, recorded_at: recordedAt, ...lot }: LotJson): PublishedLot {
  const { purpose, tied, drawn, method, witnesses } = lot;
  return { purpose, tied, drawn, method, drawnBy, witnesses, recordedAtMs: Date.parse(recordedAt) };
}
