import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import type { Database, DatabaseOptions } from '@scrutin/database';
import { checkWork, databaseClock, openDatabase, registeredRolls } from '@scrutin/database';
import type {
  CandidateCount,
  Catalogue,
  ContestKey,
  Law,
  LawResult,
  Notice,
  PoliticalParty,
  PublishedCountEntry,
  PublishedElection,
  PublishedTabulation,
  Region,
  RegisteredRoll,
  RejectionReason,
  RollKey,
  SelectionCount,
  StandingTabulation,
  SubmissionId,
  SubmissionPrefix,
  TurnoutSeries,
} from '@scrutin/election';
import { readCatalogue } from './catalogue.ts';
import type { CountedCredential } from './counted-credentials.ts';
import { countedAmong, countedCredentials, uncountedAmong, voidCredentials } from './counted-credentials.ts';
import { lawResult, lawResults, publishedLaw, publishedLaws } from './laws.ts';
import type { Finding, IntakeReport, Ledger } from './ledger.ts';
import { deepCheck, ledger } from './ledger.ts';
import { ballotRecord } from './queries/ballot-record.ts';
import { electionCounts } from './queries/counts.ts';
import { parties, publishedElections, regions } from './queries/elections.ts';
import type { StoredGateway } from './queries/gateways.ts';
import { gateways } from './queries/gateways.ts';
import { notices } from './queries/notices.ts';
import { photo } from './queries/photo.ts';
import {
  publishedCounts,
  publishedTabulation,
  standingTabulations,
} from './queries/published-tabulations.ts';
import { lawElectorates, turnoutSeries } from './queries/turnout.ts';
import type { GroupRange, ReceivedOnRecord, SecondCountEntry } from './second-count.ts';
import { groupsOnRecord, receivedOnRecord, receiveSecondCount } from './second-count.ts';
import type { SettledRejections, SettledVotes } from './settle.ts';
import { settleNothing, settleRejections, settleVotes } from './settle.ts';
import { MIX_BALLOTS } from './sql/mix-ballots.sql.ts';
import { REPORT_INTAKE } from './sql/report-intake.sql.ts';
import { SUBMISSION_STATUS } from './sql/submission-status.sql.ts';

/** What became of a submission that is settled. */
export type SubmissionStatus =
  { readonly state: 'counted' } | { readonly state: 'rejected'; readonly reason: RejectionReason };

export type BallotStoreOptions = DatabaseOptions;

/**
 * Votes, ballots, results and published contests in PostgreSQL. What a call may do depends on the role of the
 * connection; see the privileges in the migrations.
 *
 * Every function throws TransientError when the database is away or busy and the same call may succeed later. All of
 * them may then be called again: none counts anything twice.
 */
export interface BallotStore {
  /** All contests that are not drafts, with their windows and rolls, or those of them that `only` names. */
  catalogue(only?: readonly ContestKey[]): Promise<Catalogue>;
  /**
   * Counts votes in ONE transaction: it writes audit rows, ballots, results and turnout. It rejects votes whose
   * credential was used by another submission. Idempotent by submission id (P2, P3, P4).
   */
  settleVotes(votes: readonly EligibleVote[]): Promise<SettledVotes>;
  /** Records rejections in ONE transaction. Idempotent by submission id, also against counted ones (P2). */
  settleRejections(rejections: readonly Rejection[]): Promise<SettledRejections>;
  /**
   * Mixes ballots, so that nothing shows in which transaction they were stored (P6). It mixes the ballots of a contest
   * when at least `minimum` (never fewer than 1000) have arrived, or when the contest has closed. Returns the number of
   * ballots that it moved, which is 0 if another process is mixing. The migration says what can be seen before the
   * mixing, and what stays on the server's disk after it.
   */
  mixBallots(minimum?: number): Promise<number>;
  /** The status of a submission; undefined if it is not settled yet, or does not exist. */
  submissionStatus(id: SubmissionId): Promise<SubmissionStatus | undefined>;
  /** The laws that are not drafts, ordered by id. */
  laws(): Promise<Law[]>;
  law(id: string): Promise<Law | undefined>;
  /** One entry for each law that is not a draft. */
  lawResults(): Promise<LawResult[]>;
  lawResult(id: string): Promise<LawResult | undefined>;
  /** The number of credentials on the roll of each law that has a roll, by law identifier. */
  lawElectorates(): Promise<ReadonlyMap<string, bigint>>;
  /** The elections that are not drafts, ordered by id, with their races and candidates, read in one statement. */
  elections(): Promise<PublishedElection[]>;
  /** All notices to voters, newest first. */
  notices(): Promise<Notice[]>;
  regions(): Promise<Region[]>;
  parties(): Promise<PoliticalParty[]>;
  /** The first preferences of all races at one moment. A candidate without a ballot has no entry. */
  electionCounts(): Promise<CandidateCount[]>;
  /** Whether this login may read the choices in a contest. It may not while they are withheld until the closing. */
  mayReadChoices(contest: string): Promise<boolean>;
  /** How many counted ballots of a contest were accepted in each period of `TURNOUT_BUCKET_MS`. */
  turnoutSeries(contest: ContestKey): Promise<TurnoutSeries>;
  /** The latest published count of each contest that has one. */
  standingTabulations(): Promise<StandingTabulation[]>;
  publishedTabulation(id: string): Promise<PublishedTabulation | undefined>;
  /** Every publication of every contest, newest first. */
  publishedCounts(): Promise<PublishedCountEntry[]>;
  /** The ballots of a certified contest whose record is published, in pages by selection. Any other contest has no page. */
  ballotRecord(contest: ContestKey): AsyncIterable<readonly SelectionCount[]>;
  /** The bytes of a stored photo of a candidate; undefined if there is none. @param sha256 in hexadecimal */
  photo(sha256: string): Promise<Uint8Array | undefined>;
  /** All gateways whose key is not revoked. */
  gateways(): Promise<StoredGateway[]>;
  /** Stores what became of the groups that a process published since its last report (P5). It may be repeated. */
  reportIntake(report: IntakeReport): Promise<void>;
  ledger(): Promise<Ledger>;
  /** How many groups of each range are on record as received. */
  groupsOnRecord(ranges: readonly GroupRange[]): Promise<number[]>;
  /** What is on record of these ingestion processes, by contest. */
  receivedOnRecord(intakeIds: readonly string[]): Promise<ReceivedOnRecord[]>;
  /**
   * Puts the votes that only the second count has on record as received, and returns their number. The queues must be
   * empty, because a vote that still arrives would count as received again. It may be repeated.
   */
  receiveSecondCount(counts: readonly SecondCountEntry[]): Promise<number>;
  rolls(): Promise<RegisteredRoll[]>;
  /** All credentials of the roll that voted. With them the claims of a roll that Redis lost can be restored. */
  countedCredentials(rollKey: RollKey): AsyncIterable<CountedCredential>;
  /** The credentials of the roll that were replaced or revoked, as hashes of 32 bytes. */
  voidCredentials(rollKey: RollKey): Promise<Buffer[]>;
  /** Which of these credentials (hashes in hexadecimal) have a counted vote (P3). */
  countedAmong(rollKey: RollKey, hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of these submissions that are not counted: not settled yet, rejected, or unknown. */
  uncountedAmong(submissions: readonly SubmissionPrefix[]): Promise<ReadonlySet<SubmissionPrefix>>;
  /** Checks P4, P5 and P6 by reading all rows. Empty if everything agrees. */
  deepCheck(): Promise<Finding[]>;
  /** The database's clock, in milliseconds since the epoch. */
  clock(): Promise<number>;
  /**
   * Checks, for readiness, that this login can do the work of its service now.
   *
   * @throws TransientError with the reason if it cannot
   */
  check(work?: 'reading' | 'intake' | 'settling'): Promise<void>;
  close(): Promise<void>;
}

const NEEDS = {
  reading: { writes: false },
  intake: { writes: true },
  settling: { writes: true, functions: ['settle_votes', 'settle_rejections', 'mix_ballots'] },
} as const;

/** Opens the ballot store. It connects on first use. */
export function openBallotStore(options: BallotStoreOptions): BallotStore {
  const database = openDatabase(options);
  return {
    catalogue: (only) => readCatalogue(database, only),
    settleVotes: (votes) => settleVotes(database, votes),
    settleRejections: (rejections) => settleRejections(database, rejections),
    async mixBallots(minimum = 1_000) {
      const [row] = await database.query<{ moved: bigint }>('mix-ballots', MIX_BALLOTS, minimum);
      return Number(row?.moved ?? 0);
    },
    submissionStatus: (id) => submissionStatus(database, id),
    laws: () => publishedLaws(database),
    law: (id) => publishedLaw(database, id),
    lawResults: () => lawResults(database),
    lawResult: (id) => lawResult(database, id),
    lawElectorates: () => lawElectorates(database),
    elections: () => publishedElections(database),
    notices: () => notices(database),
    regions: () => regions(database),
    parties: () => parties(database),
    electionCounts: () => electionCounts(database),
    async mayReadChoices(contest) {
      const [row] = await database.query<{ readable: boolean }>(
        'selections',
        'SELECT choices_readable($1) AS readable',
        contest,
      );
      return row?.readable === true;
    },
    turnoutSeries: (contest) => turnoutSeries(database, contest),
    standingTabulations: () => standingTabulations(database),
    publishedTabulation: (id) => publishedTabulation(database, id),
    publishedCounts: () => publishedCounts(database),
    ballotRecord: (contest) => ballotRecord(database, contest),
    photo: (sha256) => photo(database, sha256),
    gateways: () => gateways(database),
    async reportIntake({ intakeId, accepted, unknown, unsent, completeThroughMs, ended }) {
      const receipts = [accepted, unknown, unsent].map((some) => JSON.stringify(some));
      await database.run('report-intake', (client) =>
        client.$executeRawUnsafe(REPORT_INTAKE, intakeId, ...receipts, Math.floor(completeThroughMs), ended),
      );
    },
    ledger: () => ledger(database),
    groupsOnRecord: (ranges) => groupsOnRecord(database, ranges),
    receivedOnRecord: (intakeIds) => receivedOnRecord(database, intakeIds),
    receiveSecondCount: (counts) => receiveSecondCount(database, counts),
    rolls: () => registeredRolls(database),
    countedCredentials: (rollKey) => countedCredentials(database, rollKey),
    voidCredentials: (rollKey) => voidCredentials(database, rollKey),
    countedAmong: (rollKey, hashes) => countedAmong(database, rollKey, hashes),
    uncountedAmong: (submissions) => uncountedAmong(database, submissions),
    deepCheck: () => deepCheck(database),
    clock: () => databaseClock(database),
    async check(work = 'reading') {
      await checkWork(database, NEEDS[work]);
      if (work === 'settling') await settleNothing(database);
    },
    close: () => database.close(),
  };
}

async function submissionStatus(database: Database, id: SubmissionId): Promise<SubmissionStatus | undefined> {
  const [row] = await database.query<{ reason: RejectionReason | null }>(
    'submission-status',
    SUBMISSION_STATUS,
    id,
  );
  if (row === undefined) return undefined;
  return row.reason === null ? { state: 'counted' } : { state: 'rejected', reason: row.reason };
}
