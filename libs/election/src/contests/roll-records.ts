import type { SubmissionPrefix } from '../voting/submission-id.ts';
import type { RecordedRoll, RollScheme } from './catalogue.ts';

/**
 * A voter roll on record, with the number of its credentials and its digest, which show whether Redis has all of it.
 */
export interface RegisteredRoll extends RecordedRoll {
  readonly credentials: bigint;
  readonly scheme: RollScheme;
  readonly loadedAtMs: number;
  /** Credentials by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
  /** SHA-256 of all entries; undefined for a roll that was put on record without it. */
  readonly digest: string | undefined;
  /** The credentials that were made void. They are among `credentials` and `regions`. */
  readonly void: VoidCredentials;
}

/** How many credentials of a roll were made void: no vote of them is counted. */
export interface VoidCredentials {
  /** Another credential of the roll votes instead. */
  readonly replaced: bigint;
  /** Nobody votes instead. */
  readonly revoked: bigint;
  /** Both together, by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
}

/** The number of voters on a roll: its credentials without those that are void. */
export function registeredVoters({
  credentials,
  void: { replaced, revoked },
}: Pick<RegisteredRoll, 'credentials' | 'void'>): bigint {
  return credentials - replaced - revoked;
}

/** A credential that is to be made void. */
export interface VoidRequest {
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  /** Its region on the roll; undefined for a law. */
  readonly region: string | undefined;
  /** The submission that has a claim of this credential in Redis; undefined if none has. */
  readonly claim: SubmissionPrefix | undefined;
  /** The credential that votes instead; undefined for a credential that is revoked. */
  readonly successor: VoidSuccessor | undefined;
}

interface VoidSuccessor {
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  /** Its region, which may be another one; undefined for a law. */
  readonly region: string | undefined;
  /** Whether it is on the roll in Redis already. */
  readonly isOnRoll: boolean;
}

/** Why a credential cannot be made void. A closed set, of which `make_void` of the database uses all but the first. */
export type VoidProblem =
  'not-on-roll' | 'voted' | 'on-its-way' | 'void-already' | 'successor-void' | 'successor-on-roll';

/** The whole roll after a load, as it is to go on record. */
export interface LoadedRollRecord {
  readonly credentials: number | bigint;
  readonly buckets: number;
  readonly scheme: RollScheme;
  /** Credentials by region, for the roll of an election. All of them, not only those that this load added. */
  readonly regions?: ReadonlyMap<string, number>;
  readonly edition?: string;
  readonly generation?: string;
  readonly digest?: string;
  readonly pepperCheck?: string | undefined;
  /** Where the entries came from, for the record of acts. */
  readonly source?: RollOrigin | undefined;
  /**
   * The generation that was on record when the load began, or 'none'. If it has changed since, the record is refused.
   */
  readonly basedOn?: string;
  /**
   * Why credentials are added to the roll of a published contest. The public reads it. Not needed for a draft, nor if
   * nothing is added.
   */
  readonly reason?: string | undefined;
  /** SHA-256, in hexadecimal, of the lines that were loaded; see `LateRegistration`. */
  readonly linesDigest?: string | undefined;
}

/** What an act adds to the roll of a published contest. The record of acts has it as `after.late`. */
export interface LateRegistration {
  /** How many credentials were not on the roll before. */
  readonly credentials: bigint;
  /**
   * SHA-256, in hexadecimal, of the lines of the roll files, each with its line feed, in their order: that of
   * `cat roll/roll-*.txt`. Undefined for a contest that is published again.
   */
  readonly digest?: string | undefined;
}

/** A roll to which successors of void credentials were added. */
export interface ReplacedRollRecord extends LoadedRollRecord {
  /** The credentials that become void in the transaction that puts the roll on record. */
  readonly replaced: readonly VoidRequest[];
  readonly reason: string;
}

export interface RollOrigin {
  readonly kind: 'manifest' | 'upload' | 'older-system' | 'made-up' | 'replacement';
  /** The SHA-256 of the manifest or of the uploaded file, in hexadecimal. */
  readonly sha256?: string;
  readonly credentials: number;
}
