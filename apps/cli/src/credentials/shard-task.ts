import type { CodeLength, CredentialScheme } from '@scrutin/credentials';

/** The task of a worker: one file each of letters, references and roll. Every member can be cloned structurally. */
export interface ShardTask {
  /** Number of the shard, from 1. */
  readonly number: number;
  /** The number of the shard's first letter in the whole set, from 1. */
  readonly firstLetter: number;
  /** The numbers that get a code. */
  readonly nasNumbers: Uint32Array;
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array;
  readonly scopeId: string;
  /** The regions, which the voters get in turn; empty for a law. */
  readonly regions: readonly string[];
  readonly codeLength: CodeLength;
  readonly lettersFolder: string;
  readonly referencesFolder: string;
  readonly rollFolder: string;
}
