import type {
  ActOutcome,
  Candidate,
  CandidateChanges,
  CandidateKey,
  Contest,
  ContestKey,
  Election,
  ElectionChanges,
  ElectionDetail,
  Law,
  LawChanges,
  LoadedRollRecord,
  OfficialRole,
  PoliticalParty,
  Race,
  Region,
  RegisteredRoll,
  RollKey,
  SelectionCount,
  StepRequest,
  Tabulation,
} from '@scrutin/election';
import type { Actor, RecordedAct } from './acts.ts';
import type { PlaceOnBallot } from './candidates.ts';
import type { CountOrder } from './count-contest.ts';
import type { LoginOutcome, LoginProof, Official, OwnPasswordChange, Session } from './officials.ts';
import type { BegunRollLoad, RollLoadRequest } from './rolls.ts';

/**
 * The election office's records: what officials configure, who they are, what they did. Every act is one
 * transaction with its row in the record of acts, or a refusal that changes nothing; acts on one contest
 * wait for each other. Rules are those of `lifecycle.ts` of @scrutin/election, judged by the clock given.
 *
 * Every function throws TransientError when the database is away or busy.
 */
export interface ElectionOffice {
  // ------------------------------------------------------------ reading, drafts included
  regions(): Promise<Region[]>;
  parties(): Promise<PoliticalParty[]>;
  laws(): Promise<Law[]>;
  law(id: string): Promise<Law | undefined>;
  elections(): Promise<Election[]>;
  election(id: string): Promise<ElectionDetail | undefined>;
  /** The law, or the election, that has this roll key. */
  contest(rollKey: RollKey): Promise<Law | ElectionDetail | undefined>;
  rolls(): Promise<RegisteredRoll[]>;

  // ------------------------------------------------------------ configuring
  createRegion(actor: Actor, region: Region): Promise<ActOutcome<Region>>;
  changeRegion(actor: Actor, region: Region): Promise<ActOutcome<Region>>;
  removeRegion(actor: Actor, id: string): Promise<ActOutcome<void>>;
  createParty(actor: Actor, party: PoliticalParty): Promise<ActOutcome<PoliticalParty>>;
  changeParty(actor: Actor, party: PoliticalParty): Promise<ActOutcome<PoliticalParty>>;
  removeParty(actor: Actor, code: string): Promise<ActOutcome<void>>;
  /** As a draft, whatever `status` says. So for elections. */
  createLaw(actor: Actor, law: Law): Promise<ActOutcome<Law>>;
  changeLaw(actor: Actor, id: string, changes: LawChanges): Promise<ActOutcome<Law>>;
  removeLaw(actor: Actor, id: string): Promise<ActOutcome<void>>;
  createElection(actor: Actor, election: Election): Promise<ActOutcome<Election>>;
  changeElection(actor: Actor, id: string, changes: ElectionChanges): Promise<ActOutcome<Election>>;
  removeElection(actor: Actor, id: string): Promise<ActOutcome<void>>;
  /** Makes the race or changes it. */
  putRace(actor: Actor, race: Race): Promise<ActOutcome<Race>>;
  removeRace(actor: Actor, electionId: string, regionId: string): Promise<ActOutcome<void>>;
  /** The place is `given` unless said. */
  createCandidate(actor: Actor, candidate: Candidate, place?: PlaceOnBallot): Promise<ActOutcome<Candidate>>;
  changeCandidate(
    actor: Actor,
    candidate: CandidateKey,
    changes: CandidateChanges,
    place?: PlaceOnBallot,
  ): Promise<ActOutcome<Candidate>>;
  removeCandidate(actor: Actor, candidate: CandidateKey): Promise<ActOutcome<void>>;
  /** Takes effect `EFFECT_DELAY_MS` from now. Takes a reason. */
  withdrawCandidate(actor: Actor, candidate: CandidateKey, reason: string): Promise<ActOutcome<Candidate>>;
  /** Comes before anything is done to a roll in Redis, and judges whether it may be. See `loadRoll`. */
  beginRollLoad(actor: Actor, rollKey: RollKey, request: RollLoadRequest): Promise<ActOutcome<BegunRollLoad>>;
  /**
   * Puts a roll on record as it will be in Redis: from then on its generation is the one that is believed. Once the
   * contest is published a roll only grows and keeps its scheme; after the closing it may be put on record again as
   * it was.
   */
  recordRoll(actor: Actor, rollKey: RollKey, roll: LoadedRollRecord): Promise<ActOutcome<void>>;

  // ------------------------------------------------------------ the life of a contest
  /**
   * `schedule` and `open` need a roll, and of an election races in which as many stand as there are seats.
   * `certify` needs of each contest that its latest tabulation is complete, published, made after the closing and
   * of the ballots there are now, and that no accepted vote is outstanding; with a reason, it does without the last.
   */
  step(actor: Actor, subject: RollKey, request: StepRequest): Promise<ActOutcome<Law | Election>>;

  /**
   * Puts on record why `votes` of `received - settled` of a contest are known to be missing or too many; without a contest,
   * why receipts are missing (P5).
   */
  explainLedger(
    actor: Actor,
    contest: ContestKey | undefined,
    votes: number,
    reason: string,
  ): Promise<ActOutcome<void>>;

  // ------------------------------------------------------------ counting
  /**
   * The ballots as they stand, grouped, sorted by selection (code point order). Every ballot, arrived or mixed, read from
   * the box.
   *
   * @throws InvariantViolation P4 when they cannot be counted: the tallies differ, or a ballot names a stranger
   */
  selections(contest: ContestKey): Promise<SelectionCount[]>;
  /**
   * What a count of the contest needs to know; see `countContest`, which asks. Refused when it may not be counted now,
   * or not by this rule set: undefined for the contest's own.
   */
  countOrder(contest: Contest, ruleSet?: string): Promise<ActOutcome<CountOrder>>;
  /**
   * Refused before the closing unless the results are `live`, and once the result is certified. `result` is what the
   * tabulation library returned.
   */
  recordTabulation(
    actor: Actor,
    tabulation: {
      readonly contest: ContestKey;
      readonly ruleSet: string;
      readonly ballots: bigint;
      readonly ballotsDigest: string;
      readonly result: unknown;
    },
  ): Promise<ActOutcome<Tabulation>>;
  /** Newest first. Of each `result` its status, winners and tie alone: the rounds may be megabytes. */
  tabulations(contest: ContestKey): Promise<Tabulation[]>;
  tabulation(id: string): Promise<Tabulation | undefined>;
  /**
   * Refused while the results are not public and once they are certified; when the count is not complete, or broke a
   * tie by the order of the ballot; and when its rules are not those of the law or the race (lots, decisions and
   * seeds apart).
   */
  publishTabulation(actor: Actor, id: string): Promise<ActOutcome<Tabulation>>;

  // ------------------------------------------------------------ officials
  officials(): Promise<Official[]>;
  /** The password is kept as argon2id alone. Refused when it is too short. */
  createOfficial(
    actor: Actor,
    official: {
      readonly email: string;
      readonly displayName: string;
      readonly role: OfficialRole;
      readonly password: string;
    },
  ): Promise<ActOutcome<Official>>;
  /** Also ends the official's sessions and lifts a lock. */
  setPassword(actor: Actor, officialId: string, password: string): Promise<ActOutcome<Official>>;
  /**
   * Of whoever is logged in with this token and has just proved by `login` to know the present password. Ends the
   * official's other sessions.
   */
  changeOwnPassword(actor: Actor, change: OwnPasswordChange): Promise<ActOutcome<Official>>;
  /** Ends the official's sessions; the account stays, as its acts do. Refused for the last operator who can log in. */
  disableOfficial(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;
  enableOfficial(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;
  /**
   * Takes as long for an address that nobody has. After some failures in a row an account is locked for a
   * time that doubles with each further one; a locked account is not looked at.
   */
  login(email: string, password: string): Promise<LoginOutcome>;
  /**
   * False, and no session, when the account was disabled or its password changed since the login.
   *
   * @param proof what `login` gave
   * @param tokenHash SHA-256 of the token, 32 bytes
   */
  openSession(
    official: Official,
    proof: LoginProof,
    tokenHash: Uint8Array,
    expiresAtMs: number,
  ): Promise<boolean>;
  /** Undefined for one that expired, was idle too long, or whose official is disabled. */
  session(tokenHash: Uint8Array): Promise<Session | undefined>;
  closeSession(tokenHash: Uint8Array): Promise<void>;
  /** Newest first; `before` is an id to page on from. `subject` matches it and what is below it. */
  acts(page: {
    readonly limit: number;
    readonly before?: bigint;
    readonly subject?: string;
  }): Promise<RecordedAct[]>;

  check(): Promise<void>;
  /** The database's clock, in milliseconds since the epoch. */
  databaseClock(): Promise<number>;
  close(): Promise<void>;
}
