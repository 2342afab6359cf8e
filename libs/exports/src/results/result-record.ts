import type {
  ElectionBody,
  ElectionResultBody,
  LawBody,
  LawTabulationBody,
  PublicLawResultBody,
  RaceResultBody,
  RaceTabulationBody,
} from '@scrutin/contracts/public';
import type { AsAnswered } from '@scrutin/contracts/routes';

/** What every export of results begins with. */
interface RecordHead {
  readonly format: 'scrutin-results';
  /** Grows when a member changes its meaning or goes away. */
  readonly version: 1;
  /** Every vote that was counted by then is included (RFC 3339, UTC). */
  readonly as_of: string;
}

/** Everything that is public about the result of a law, with the very bodies that the public API answers. */
export interface LawRecord extends RecordHead {
  readonly kind: 'law';
  readonly law: LawBody;
  readonly result: PublicLawResultBody;
  /** Null while no count is published. */
  readonly tabulation: AsAnswered<LawTabulationBody> | null;
}

/** The same of one race of an election. */
export interface RaceRecord {
  readonly result: RaceResultBody;
  readonly tabulation: AsAnswered<RaceTabulationBody> | null;
}

/** The same of an election: the national totals, and every race by region identifier. */
export interface ElectionRecord extends RecordHead {
  readonly kind: 'election';
  readonly election: ElectionBody;
  readonly result: ElectionResultBody;
  readonly races: readonly RaceRecord[];
}

/** What an export of results is made of. It is plain JSON, and it is the export as JSON. */
export type ResultRecord = LawRecord | ElectionRecord;
