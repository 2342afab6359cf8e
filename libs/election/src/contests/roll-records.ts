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
}

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
}

export interface RollOrigin {
  readonly kind: 'manifest' | 'upload' | 'older-system' | 'made-up';
  /** The SHA-256 of the manifest or of the uploaded file, in hexadecimal. */
  readonly sha256?: string;
  readonly credentials: number;
}
