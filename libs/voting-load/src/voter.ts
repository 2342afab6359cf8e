/** What a voter has at hand: the letter. It is never logged and stands in no error (P6). */
export interface Voter {
  readonly nas: string;
  readonly code: string;
  /** Where the voter votes; absent on a law. */
  readonly region?: string;
}
