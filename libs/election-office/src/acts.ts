/** The person who acts: an official who uses the admin API, or a user of the command line. It stays on record. */
export interface Actor {
  /** Absent for the command line. */
  readonly officialId?: string;
  /** E-mail address of the official, or `command line: USER`. */
  readonly name: string;
  /**
   * The versions of the contest, or of another record that has one, that the person has seen (If-Match). If they are
   * given and the record has another version when it is changed, the act is refused as `outdated`. See
   * `ElectionOffice.version`, and `recordVersion`.
   */
  readonly madeFrom?: readonly string[] | undefined;
}

/** An entry of the record of acts (`admin_audit`), which is append-only. */
export interface RecordedAct {
  readonly id: bigint;
  readonly atMs: number;
  readonly officialId: string | undefined;
  readonly actor: string;
  /** `noun.verb`, e.g. `election.create`, `law.extend`, `session.open`. */
  readonly action: string;
  /**
   * The thing that was changed: `region:ID`, `party:CODE`, `official:EMAIL`, `law:ID` or `election:ID`. Below an
   * election there are `election:ID:REGION` (a race and its counts) and `election:ID:REGION:CANDIDATE`. `ledger` stands
   * for votes whose contest is not known.
   */
  readonly subject: string;
  readonly reason: string | undefined;
  /**
   * The subject before and after the act, as JSON. Undefined if it did not exist then. It never contains a password or
   * a token.
   */
  readonly before: unknown;
  readonly after: unknown;
  /** Who approved the act; undefined if it needed no approval. The actor is who proposed it. */
  readonly approvedBy: string | undefined;
  /** The proposal that the act made, decided or carried out. */
  readonly proposalId: string | undefined;
}
