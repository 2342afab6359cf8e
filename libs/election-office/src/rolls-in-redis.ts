import type { RecordedRoll, RollKey, SubmissionPrefix } from '@scrutin/election';

/** One entry of a roll that is being loaded. */
export interface RollEntry {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** Absent for a law. */
  readonly region?: string;
}

/** What the roll will be with the entries of a load; the same type of @scrutin/voter-roll says more. */
export interface StagedRoll {
  readonly credentials: number;
  readonly regions: ReadonlyMap<string, number>;
  readonly digest: string;
  readonly added: number;
  readonly alreadyThere: number;
  readonly otherRegion: { readonly entries: number; readonly first: readonly number[] };
  readonly crowded: boolean;
}

/** What a load is for, as `RollLoadMode` of @scrutin/voter-roll says. */
type LoadMode = 'new' | 'grow' | 'repair';

/** A load of a roll, step by step; the same type of @scrutin/voter-roll says what each promises. */
export interface RollLoad {
  readonly mode: LoadMode;
  stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll>;
  adopt(generation: string): Promise<void>;
  discard(): Promise<void>;
  end(): Promise<void>;
}

/** What a load needs from the rolls in Redis. `VoterRoll` of @scrutin/voter-roll implements it. */
export interface RollsInRedis {
  newEdition(rollKey: RollKey, credentials: number): Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>;
  status(
    roll: RecordedRoll,
  ): Promise<
    | { readonly state: 'absent' }
    | { readonly state: 'present'; readonly credentials: number; readonly missingBuckets: number }
  >;
  beginLoad(
    place: Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>,
    mode: () => Promise<LoadMode | undefined>,
  ): Promise<RollLoad | undefined>;
  /** Whether a load of the roll is in progress, or was killed less than a minute ago. */
  isLoading(rollKey: RollKey): Promise<boolean>;
  removeRoll(rollKey: RollKey, keptEdition?: string): Promise<void>;
  lookUp(
    place: Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>,
    hashes: readonly Uint8Array[],
  ): Promise<({ readonly region?: string; readonly claim?: SubmissionPrefix } | undefined)[]>;
  markVoid(
    place: Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>,
    hashes: Iterable<Uint8Array>,
  ): Promise<number>;
}
