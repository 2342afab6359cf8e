/** Who does something: an official by the admin API, or whoever has the command line. Stays on record. */
export interface Actor {
  /** Absent for the command line. */
  readonly officialId?: string;
  /** E-mail address of the official, or `command line: USER`. */
  readonly name: string;
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
   * What it was done to: `region:ID`, `party:CODE`, `official:EMAIL`, `law:ID`, `election:ID`, and below it
   * `election:ID:REGION` (races and their counts) and `election:ID:REGION:CANDIDATE`.
   */
  readonly subject: string;
  readonly reason: string | undefined;
  /** The record before and after, as JSON; undefined where there was or is none. Never a password or a token. */
  readonly before: unknown;
  readonly after: unknown;
}
