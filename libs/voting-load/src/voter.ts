/** What the letter of a voter contains. It is never logged and is in no error (P6). */
export interface Voter {
  readonly nas: string;
  readonly code: string;
  /** The region in which the voter votes; absent for a law. */
  readonly region?: string;
}
