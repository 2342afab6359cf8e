/** What the role of the reader and the state of the election allow in a race. */
export interface RacePermissions {
  readonly race: boolean;
  readonly candidates: boolean;
  readonly texts: boolean;
  readonly withdrawals: boolean;
}
