import type { DeclarationRecord } from '@scrutin/declaration';
import type {
  ActOutcome,
  ApprovableOutcome,
  ApprovalPolicy,
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
  LocalizedText,
  Lot,
  NewCandidate,
  NewLot,
  Notice,
  OfficialRole,
  PoliticalParty,
  Proposal,
  ProposalState,
  Publication,
  Race,
  Region,
  RegisteredRoll,
  ReplacedRollRecord,
  RollKey,
  RollLoadRequest,
  SelectionCount,
  StepRequest,
  Tabulation,
  VoidRequest,
} from '@scrutin/election';
import type { Actor, RecordedAct } from './acts.ts';
import type { StoredPhoto } from './candidate-photos.ts';
import type { ContestToDo } from './contests-to-do.ts';
import type { CountOrder, CountPurpose } from './count-contest.ts';
import type { CreatedGateway, Gateway, NewGateway } from './gateways.ts';
import type {
  ListedSession,
  LoginOutcome,
  LoginProof,
  Official,
  OwnAct,
  OwnPasswordChange,
  Session,
} from './officials.ts';
import type { DiscardedMessage } from './operator-acts.ts';
import type { ActsPage } from './recorded-acts.ts';
import type { DiscardedVotes } from './rehearsals.ts';
import type { BegunRollLoad } from './rolls.ts';
import type { RollsInRedis } from './rolls-in-redis.ts';
import type { EnrolledSecret } from './second-factor.ts';
import type { VoidedCredentials } from './void-credentials.ts';

/**
 * The records of the election office: what officials configure, who the officials are, and what they did.
 *
 * Every act is one transaction together with its row in the record of acts, or it is a refusal that changes nothing.
 * Acts on one contest wait for each other. The rules are in `lifecycle.ts` of @scrutin/election and are judged by the
 * clock in the options.
 *
 * Every function throws TransientError when the database is away or busy.
 */
export interface ElectionOffice {
  // ------------------------------------------------------------ records, including drafts
  regions(): Promise<Region[]>;
  parties(): Promise<PoliticalParty[]>;
  laws(): Promise<Law[]>;
  law(id: string): Promise<Law | undefined>;
  elections(): Promise<Election[]>;
  election(id: string): Promise<ElectionDetail | undefined>;
  /** The law, or the election, that has this roll key. */
  contest(rollKey: RollKey): Promise<Law | ElectionDetail | undefined>;
  rolls(): Promise<RegisteredRoll[]>;
  /** All laws and elections with what their next steps need, those that open first at the top. */
  contestsToDo(): Promise<ContestToDo[]>;
  /**
   * The version of a law or an election with its races and candidates; undefined if it does not exist. Read it before
   * the contest. With it in `Actor.madeFrom`, a change is refused if somebody else changed the contest meanwhile.
   */
  version(rollKey: RollKey): Promise<string | undefined>;

  // ------------------------------------------------------------ configuring
  createRegion(actor: Actor, region: Region): Promise<ActOutcome<Region>>;
  changeRegion(actor: Actor, region: Region): Promise<ActOutcome<Region>>;
  removeRegion(actor: Actor, id: string): Promise<ActOutcome<void>>;
  createParty(actor: Actor, party: PoliticalParty): Promise<ActOutcome<PoliticalParty>>;
  changeParty(actor: Actor, party: PoliticalParty): Promise<ActOutcome<PoliticalParty>>;
  removeParty(actor: Actor, code: string): Promise<ActOutcome<void>>;
  /** Creates the law as a draft, whatever its `status` says. The same holds for elections. */
  createLaw(actor: Actor, law: Law): Promise<ActOutcome<Law>>;
  changeLaw(actor: Actor, id: string, changes: LawChanges): Promise<ActOutcome<Law>>;
  removeLaw(actor: Actor, id: string): Promise<ActOutcome<void>>;
  createElection(actor: Actor, election: Election): Promise<ActOutcome<Election>>;
  changeElection(actor: Actor, id: string, changes: ElectionChanges): Promise<ActOutcome<Election>>;
  removeElection(actor: Actor, id: string): Promise<ActOutcome<void>>;
  /** Creates the race or changes it. */
  putRace(actor: Actor, race: Race): Promise<ActOutcome<Race>>;
  removeRace(actor: Actor, electionId: string, regionId: string): Promise<ActOutcome<void>>;
  /** Without a position, the candidate comes after all others of the race. */
  createCandidate(actor: Actor, candidate: NewCandidate): Promise<ActOutcome<Candidate>>;
  changeCandidate(
    actor: Actor,
    candidate: CandidateKey,
    changes: CandidateChanges,
  ): Promise<ActOutcome<Candidate>>;
  /** Gives the candidates of a race this order on the ballot. The order must name each of them once. */
  orderCandidates(
    actor: Actor,
    race: Pick<CandidateKey, 'electionId' | 'regionId'>,
    candidateIds: readonly string[],
  ): Promise<ActOutcome<Candidate[]>>;
  /** Gives a candidate a photo that `preparePhoto` of @scrutin/photos made, or none: a change of the texts. */
  setCandidatePhoto(
    actor: Actor,
    candidate: CandidateKey,
    photo: StoredPhoto | undefined,
  ): Promise<ActOutcome<Candidate>>;
  /** The bytes of a stored photo. @param sha256 in hexadecimal */
  storedPhoto(sha256: string): Promise<Uint8Array | undefined>;
  removeCandidate(actor: Actor, candidate: CandidateKey): Promise<ActOutcome<void>>;
  /** Needs a reason. The withdrawal takes effect `EFFECT_DELAY_MS` from now. */
  withdrawCandidate(
    actor: Actor,
    candidate: CandidateKey,
    reason: string,
  ): Promise<ApprovableOutcome<Candidate>>;
  /** Takes back a withdrawal, with a reason, while no ballot can have been accepted after it took effect. */
  reinstateCandidate(actor: Actor, candidate: CandidateKey, reason: string): Promise<ActOutcome<Candidate>>;
  /**
   * Makes a rehearsal of a law or an election, as a draft with the same races and standing candidates. It needs a roll
   * of its own. Without `id`, its identifier is that of the original and `-REHEARSAL`.
   */
  rehearse(actor: Actor, original: RollKey, id?: string): Promise<ActOutcome<Law | Election>>;
  /**
   * Removes a rehearsal from PostgreSQL, with its votes, ballots, counts, roll and notices. The acts stay. Refused for a
   * real contest. `throwAway` removes its roll from Redis as well.
   */
  discardRehearsal(actor: Actor, rollKey: RollKey, reason?: string): Promise<ActOutcome<DiscardedVotes>>;
  /** The notices of a contest, newest first. */
  notices(rollKey: RollKey): Promise<Notice[]>;
  /**
   * Publishes a text of an official about a contest. Refused for a draft, and without the text in both languages. Steps,
   * withdrawals and changes of published texts write their notices themselves.
   */
  publishStatement(actor: Actor, subject: RollKey, text: LocalizedText): Promise<ActOutcome<void>>;
  /** Decides whether a roll may be loaded. It is called before anything is written to Redis; see `loadRoll`. */
  beginRollLoad(actor: Actor, rollKey: RollKey, request: RollLoadRequest): Promise<ActOutcome<BegunRollLoad>>;
  /**
   * Puts a roll on record as it will be in Redis. From then on its generation is the valid one. Once the contest is
   * published, a roll can only grow, and keeps its scheme. After the closing it can only be put on record again
   * unchanged. What is added to the roll of a published contest needs a reason, and an approval if one official would add
   * too many alone.
   */
  recordRoll(actor: Actor, rollKey: RollKey, roll: LoadedRollRecord): Promise<ApprovableOutcome<void>>;
  /**
   * Puts a roll on record with the successors of credentials, which become void in the same transaction;
   * `replaceCredentials` calls it. Needs an approval if one official would make too many of them void alone. The same
   * holds for `revoke`.
   */
  recordReplacement(
    actor: Actor,
    rollKey: RollKey,
    roll: ReplacedRollRecord,
  ): Promise<ApprovableOutcome<VoidedCredentials>>;
  /** Whether all of these replacements are on record already. It changes nothing. */
  replacedBefore(rollKey: RollKey, replaced: readonly VoidRequest[]): Promise<boolean>;
  /**
   * Makes credentials of a published roll void. `revokeCredentials` calls it, and tells Redis afterwards. Refused for a
   * credential whose vote is counted or on its way, and after the closing.
   */
  revoke(
    actor: Actor,
    rollKey: RollKey,
    credentials: readonly VoidRequest[],
    reason: string,
  ): Promise<ApprovableOutcome<VoidedCredentials>>;
  /**
   * Puts on record that an operator is about to take back this number of claims without a counted vote, so that their
   * voters can vote again. Refused without a reason, and for a roll that is not on record.
   */
  recordRelease(actor: Actor, rollKey: RollKey, claims: number, reason: string): Promise<ActOutcome<void>>;

  // ------------------------------------------------------------ the life of a contest
  /**
   * Takes a step. `schedule` and `open` need a roll. For an election they also need races, each with at least as many
   * standing candidates as seats. `certify` needs, for each contest, that the tabulation that stands is complete,
   * made after the closing, and of the ballots that are stored now. It also needs that no accepted vote is outstanding,
   * unless a reason is given.
   */
  step(actor: Actor, subject: RollKey, request: StepRequest): Promise<ApprovableOutcome<Law | Election>>;

  /**
   * Puts on record that an operator is about to remove a parked message, and how many votes of a contest are lost with
   * it. Without a contest, the act is on the ledger as a whole. Refused without a reason.
   */
  recordDiscard(actor: Actor, discarded: DiscardedMessage, reason: string): Promise<ActOutcome<void>>;
  /**
   * Puts on record why `votes` of the difference `received - settled` of a contest are missing (positive) or too many
   * (negative). Without a contest it says why receipts are missing (P5).
   */
  explainLedger(
    actor: Actor,
    contest: ContestKey | undefined,
    votes: number,
    reason: string,
  ): Promise<ActOutcome<void>>;

  // ------------------------------------------------------------ counting
  /**
   * All ballots that are stored now, mixed or not, grouped by selection and sorted by selection in code point order.
   *
   * @throws InvariantViolation P4 when they cannot be counted: the tallies differ from the ballots, or a ballot names
   *   somebody who is not a candidate
   */
  selections(contest: ContestKey): Promise<SelectionCount[]>;
  /**
   * Returns what a count of the contest needs; `countContest` calls it. It refuses if the contest may not be counted
   * now, or not by this rule set.
   *
   * @param ruleSet undefined for the contest's own rule set
   * @param purpose `record` by default
   */
  countOrder(contest: Contest, ruleSet?: string, purpose?: CountPurpose): Promise<ActOutcome<CountOrder>>;
  /**
   * Puts a count on record. Refused before the closing unless the results are `live`, and after the certification.
   * `result` is the value that the tabulation library returned.
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
  /**
   * The tabulations of a contest, newest first. Each `result` has only status, winners and tie: rounds can be
   * megabytes.
   */
  tabulations(contest: ContestKey): Promise<Tabulation[]>;
  tabulation(id: string): Promise<Tabulation | undefined>;
  /**
   * Puts on record the lot for the tie at which the newest count of a contest stopped. The next count uses it. Refused
   * if the count waits for another lot or for none, if the lot names somebody who is not tied, and if there is a lot
   * for this tie already.
   */
  recordLot(actor: Actor, lot: NewLot): Promise<ApprovableOutcome<Lot>>;
  /** The lots on record for a contest, in the order in which they were recorded. */
  lots(contest: ContestKey): Promise<Lot[]>;
  /** The publications of a contest, newest first. The count of the first one stands. */
  publications(contest: ContestKey): Promise<Publication[]>;
  /**
   * Publishes a count, which then stands. If another count stands, a reason is needed, and the record of acts says
   * which count this one replaces. A count that was published before can be published again in this way. Refused
   * while the results are not public and after the certification. Refused if the count is not complete, if its rules
   * are not those of the law or the race, or if nobody drew for a tie.
   */
  publishTabulation(actor: Actor, id: string, reason?: string): Promise<ApprovableOutcome<Tabulation>>;
  /**
   * Everything that the declaration of the results says; `declare` of @scrutin/declaration makes the document. It comes
   * from the record alone, up to the certification, so that it is the same whenever it is asked for. Refused before the
   * certification, unless a draft is allowed.
   */
  declaration(
    rollKey: RollKey,
    options: { readonly allowDraft: boolean },
  ): Promise<ActOutcome<DeclarationRecord>>;

  // ------------------------------------------------------------ the approval of a second person
  /**
   * The policy: which acts need an approval. An act whose outcome is an `ApprovableOutcome` is stored as a proposal if
   * the policy says so and, on a contest, if the contest is one of two officials.
   */
  approvalPolicy(): Promise<ApprovalPolicy>;
  /** Changes the policy, with a reason. This too can need an approval. */
  changePolicy(
    actor: Actor,
    policy: ApprovalPolicy,
    reason: string,
  ): Promise<ApprovableOutcome<ApprovalPolicy>>;
  /** The newest proposals, in this state or in any. Proposals whose time is over expire when somebody looks. */
  proposals(state?: ProposalState): Promise<Proposal[]>;
  proposal(id: string): Promise<Proposal | undefined>;
  /**
   * Approves the proposal of somebody else and carries it out, in one transaction. Void if its subject has changed. The
   * approval of late registrations adds nothing by itself: the same person loads the same lines again. A
   * proposal to make credentials void needs `roll`; approving it again completes it, if it was interrupted.
   */
  approveProposal(approver: Actor, id: string, roll?: RollsInRedis): Promise<ActOutcome<Proposal>>;
  /** Refuses the proposal of somebody else, with a reason. */
  refuseProposal(actor: Actor, id: string, reason: string): Promise<ActOutcome<Proposal>>;
  /** Withdraws one's own proposal. */
  withdrawProposal(actor: Actor, id: string): Promise<ActOutcome<Proposal>>;

  // ------------------------------------------------------------ officials
  officials(): Promise<Official[]>;
  /**
   * Creates an account. Only the argon2id hash of the password is stored. Its owner must change the password at the
   * first login. Refused if the password is too short or easy to guess.
   */
  createOfficial(
    actor: Actor,
    official: {
      readonly email: string;
      readonly displayName: string;
      readonly role: OfficialRole;
      readonly password: string;
    },
  ): Promise<ApprovableOutcome<Official>>;
  /**
   * Sets a password, which its owner must change at the next login. Ends the official's sessions and removes a lock of
   * the account.
   */
  setPassword(actor: Actor, officialId: string, password: string): Promise<ApprovableOutcome<Official>>;
  /**
   * Changes the password of the official who is logged in with this token and has just shown to know the present
   * password. Ends the official's other sessions. Refused if it is the present password.
   */
  changeOwnPassword(actor: Actor, change: OwnPasswordChange): Promise<ActOutcome<Official>>;
  /** Ends the official's sessions. The account and its acts stay. Refused for the last operator who can log in. */
  disableOfficial(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;
  enableOfficial(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;

  /**
   * Makes the secret of a second factor for the official who is logged in. A login needs a code of it only after
   * `confirmSecondFactor`. Refused if the account has a second factor, or the service has no key for the secrets.
   */
  beginSecondFactor(actor: Actor, own: OwnAct): Promise<ActOutcome<EnrolledSecret>>;
  /** Enrols the secret by one of its codes. Ends the official's other sessions. */
  confirmSecondFactor(
    actor: Actor,
    own: { readonly official: Official; readonly code: string; readonly tokenHash: Uint8Array },
  ): Promise<ActOutcome<Official>>;
  /** Removes the second factor of an official who has just shown a code of it by `login`. */
  removeSecondFactor(actor: Actor, own: OwnAct): Promise<ActOutcome<Official>>;
  /** Asks for the removal of a lost second factor, with a reason. Refused for one's own account. */
  askSecondFactorReset(actor: Actor, officialId: string, reason: string): Promise<ActOutcome<Official>>;
  /**
   * Removes the second factor for which another person asked within the last 24 hours, and ends the sessions of the
   * account.
   */
  confirmSecondFactorReset(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;
  withdrawSecondFactorReset(actor: Actor, officialId: string): Promise<ActOutcome<Official>>;

  /**
   * Checks a password, and a code if the account has a second factor. It takes equally long for an address without an
   * account. After several failures in a row an account is locked, for a time that doubles with each further failure. A
   * wrong code is a failure. The password of a locked account is not checked.
   */
  login(email: string, password: string, code?: string): Promise<LoginOutcome>;
  /** Checks only the password, in the same way, for an official who is logged in already. */
  confirmPassword(email: string, password: string): Promise<LoginOutcome>;
  /**
   * Opens a session. Returns false and opens none if the account was disabled or its password changed since the login.
   *
   * @param proof the proof that `login` returned
   * @param tokenHash SHA-256 of the token, 32 bytes
   */
  openSession(
    official: Official,
    proof: LoginProof,
    tokenHash: Uint8Array,
    expiresAtMs: number,
  ): Promise<boolean>;
  /** The session of a token. Undefined if it expired, was idle too long, or belongs to a disabled account. */
  session(tokenHash: Uint8Array): Promise<Session | undefined>;
  closeSession(tokenHash: Uint8Array): Promise<void>;
  /** The sessions of an account that can still be used, the newest first. */
  sessionsOf(officialId: string): Promise<ListedSession[]>;
  /** The identifier of the session with this token, as it is in the list. */
  sessionId(tokenHash: Uint8Array): Promise<string | undefined>;
  /** Ends one session of an account, or all of them if none is named. Returns how many. */
  endSessions(actor: Actor, officialId: string, sessionId?: string): Promise<ActOutcome<number>>;
  /**
   * A page of the record of acts, newest first: at most 1,000 of those that the filter selects. `before` is the id of the
   * last act of the previous page.
   */
  acts(page: ActsPage): Promise<RecordedAct[]>;

  // ------------------------------------------------------------ gateways
  /** All gateways, also those whose key was revoked, by name. */
  gateways(): Promise<Gateway[]>;
  /** Creates a gateway. Its key is in the value, and nowhere else. */
  createGateway(actor: Actor, gateway: NewGateway): Promise<ActOutcome<CreatedGateway>>;
  /** Revokes the key of a gateway for ever. */
  revokeGateway(actor: Actor, id: string): Promise<ActOutcome<Gateway>>;

  check(): Promise<void>;
  /** The database's clock, in milliseconds since the epoch. */
  databaseClock(): Promise<number>;
  close(): Promise<void>;
}
