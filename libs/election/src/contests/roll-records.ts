import type { RecordedRoll, RollScheme } from './catalogue.ts';

/** A voter roll on record: what it takes to find a credential in it, and to know that it is whole. */
export interface RegisteredRoll extends RecordedRoll {
  readonly credentials: bigint;
  readonly scheme: RollScheme;
  readonly loadedAtMs: number;
  /** Credentials by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
  /** SHA-256 of all entries; undefined for a roll that was put on record without it. */
  readonly digest: string | undefined;
}

/** What a load put on the roll in all. */
export interface LoadedRollRecord {
  readonly credentials: number | bigint;
  readonly buckets: number;
  readonly scheme: RollScheme;
  /** Credentials by region, of an election's roll: the whole roll, not what this load added. */
  readonly regions?: ReadonlyMap<string, number>;
  readonly edition?: string;
  readonly generation?: string;
  readonly digest?: string;
  readonly pepperCheck?: string | undefined;
  /** Where the entries came from, as it stands in the record of acts. */
  readonly source?: RollOrigin | undefined;
  /** The generation that was on record when the load began ('none' without a roll): another one refuses the record. */
  readonly basedOn?: string;
}

export interface RollOrigin {
  readonly kind: 'manifest' | 'upload' | 'older-system' | 'made-up';
  /** Of the manifest or of what was uploaded, in hexadecimal. */
  readonly sha256?: string;
  readonly credentials: number;
}
