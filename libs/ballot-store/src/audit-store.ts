import type { DatabaseOptions } from '@scrutin/database';
import { openDatabase } from '@scrutin/database';
import type { ContestKey, RollKey, SelectionCount } from '@scrutin/election';
import { ballotRecord } from './queries/ballot-record.ts';
import {
  ATTEMPTS,
  AUDITED_CONTESTS,
  CAST_BALLOTS,
  CONTEST_LEDGER,
  EXPLANATIONS,
  FIRST_PREFERENCE_DIFFERENCES,
  LAW_DIFFERENCES,
  RANKING_DIFFERENCES,
  RECORDED_LOADS,
  REJECTIONS,
  REPLACEMENTS,
  ROLL_NUMBERS,
  STAMPS,
  TRIGGER_STATES,
  VOID_DIFFERENCES,
  VOID_VOTERS,
  VOTER_DIFFERENCES,
  WHO_VOTED,
} from './sql/audit.sql.ts';
import {
  ACT_GAPS,
  CANDIDATE_DIFFERENCES,
  CERTIFICATION_DIFFERENCES,
  CONTEST_DIFFERENCES,
  LOT_DIFFERENCES,
  PUBLICATION_DIFFERENCES,
  RACE_DIFFERENCES,
  REGISTRATION_DIFFERENCES,
  VOIDING_DIFFERENCES,
} from './sql/audit-acts.sql.ts';

/** A row of a statement of docs/AUDITING.md. Numbers are texts, as PostgreSQL writes them; null if one side is missing. */
export type AuditRow = Readonly<Record<string, string | null>>;

export interface AuditedContest {
  readonly contest_key: ContestKey;
  readonly roll_key: RollKey;
  readonly closed: boolean;
  /** True if everybody can read the ballots: it is certified, and they are published. */
  readonly recorded: boolean;
}

/** What differs between the tables and the record of acts. */
export interface ActDifferences {
  readonly contests: readonly AuditRow[];
  readonly races: readonly AuditRow[];
  readonly candidates: readonly AuditRow[];
  readonly lots: readonly AuditRow[];
  readonly publications: readonly AuditRow[];
  readonly voidings: readonly AuditRow[];
  readonly registrations: readonly AuditRow[];
  readonly certifications: readonly AuditRow[];
  readonly actGaps: readonly AuditRow[];
}

/** What scrutin_auditor reads for the sections of docs/AUDITING.md. */
export interface AuditStore {
  /** The contests that are not drafts. */
  contests(): Promise<AuditedContest[]>;
  /** Section 1 (P4): rows of `law_id`, of `election_id` and `region_id`, where the results are not the ballots. */
  lawDifferences(): Promise<AuditRow[]>;
  firstPreferenceDifferences(): Promise<AuditRow[]>;
  rankingDifferences(): Promise<AuditRow[]>;
  /** Section 2 (P3): contests in which voters and ballots differ, or with a voter twice. */
  voterDifferences(): Promise<AuditRow[]>;
  /** Section 3: `roll_key`, `credentials`, `buckets`, `digest`, `void`, `counted` of each roll. */
  rollNumbers(): Promise<AuditRow[]>;
  /** A row for each void credential that has a counted vote; `roll_key`. */
  voidVoters(): Promise<AuditRow[]>;
  voidDifferences(): Promise<AuditRow[]>;
  /** `roll_key` and `source` (SHA-256 of the manifest or upload) of each load on record. */
  recordedLoads(): Promise<AuditRow[]>;
  /** Lines of roll files: of each voter, the hash in base64url, and for an election `,` and the region. */
  whoVoted(rollKey: RollKey): AsyncIterable<string>;
  /** Lines of roll files: the credentials of letters that replaced others. No load is on record for them. */
  replacements(rollKey: RollKey): Promise<string[]>;
  /** Section 4 (P5). */
  ledger(): Promise<AuditRow[]>;
  rejections(): Promise<AuditRow[]>;
  explanations(): Promise<AuditRow[]>;
  /** Section 5. */
  attempts(): Promise<AuditRow[]>;
  /** Section 6: SHA-256 of the stamps of functions, relations and triggers. */
  stamps(): Promise<string>;
  triggers(): Promise<AuditRow[]>;
  /**
   * Section 7: `subject`, `what`, `stored` and `on_record` of all that is not as the record of acts says, by what it is
   * about. In `actGaps`, `stored` is how an act begins, and `on_record` how the act before it ended.
   */
  actDifferences(): Promise<ActDifferences>;
  /** The cast vote records: `contest_key`, `selection`, `count`. */
  castBallots(): Promise<AuditRow[]>;
  /** What everybody can read of the ballots of a contest, in pages. */
  ballotRecord(contest: ContestKey): AsyncIterable<readonly SelectionCount[]>;
  close(): Promise<void>;
}

/**
 * Opens the record with the rights of scrutin_auditor. It connects on first use, and every function throws
 * TransientError when the database is away.
 */
export function openAuditStore(options: DatabaseOptions): AuditStore {
  const database = openDatabase(options);
  const rows = (sql: string): Promise<AuditRow[]> =>
    database.send<Record<string, string | null>>('audit', sql);
  const lines = async (sql: string, rollKey: RollKey): Promise<string[]> => {
    const found = await database.send<{ readonly line: string }>('audit', linesOf(sql), rollKey);
    return found.map(({ line }) => line);
  };
  return {
    contests: () => database.send<AuditedContest & Record<string, unknown>>('audit', AUDITED_CONTESTS),
    lawDifferences: () => rows(LAW_DIFFERENCES),
    firstPreferenceDifferences: () => rows(FIRST_PREFERENCE_DIFFERENCES),
    rankingDifferences: () => rows(RANKING_DIFFERENCES),
    voterDifferences: () => rows(VOTER_DIFFERENCES),
    rollNumbers: () => rows(ROLL_NUMBERS),
    voidVoters: () => rows(VOID_VOTERS),
    voidDifferences: () => rows(VOID_DIFFERENCES),
    recordedLoads: () => rows(RECORDED_LOADS),
    async *whoVoted(rollKey) {
      const pages = database.pages<{ readonly line: string }>('audit', linesOf(WHO_VOTED), rollKey);
      for await (const page of pages) for (const { line } of page) yield line;
    },
    replacements: (rollKey) => lines(REPLACEMENTS, rollKey),
    ledger: () => rows(CONTEST_LEDGER),
    rejections: () => rows(REJECTIONS),
    explanations: () => rows(EXPLANATIONS),
    attempts: () => rows(ATTEMPTS),
    async stamps() {
      const [row] = await rows(STAMPS);
      return row?.['stamps'] ?? '';
    },
    triggers: () => rows(TRIGGER_STATES),
    actDifferences: async () => ({
      contests: await rows(CONTEST_DIFFERENCES),
      races: await rows(RACE_DIFFERENCES),
      candidates: await rows(CANDIDATE_DIFFERENCES),
      lots: await rows(LOT_DIFFERENCES),
      publications: await rows(PUBLICATION_DIFFERENCES),
      voidings: await rows(VOIDING_DIFFERENCES),
      registrations: await rows(REGISTRATION_DIFFERENCES),
      certifications: await rows(CERTIFICATION_DIFFERENCES),
      actGaps: await rows(ACT_GAPS),
    }),
    castBallots: () => rows(CAST_BALLOTS),
    ballotRecord: (contest) => ballotRecord(database, contest),
    close: () => database.close(),
  };
}

function linesOf(sql: string): string {
  return `SELECT line FROM (${sql}) AS found(line)`;
}
