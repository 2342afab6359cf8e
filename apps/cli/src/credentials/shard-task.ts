import type { CredentialScheme } from '@scrutin/credentials';

/** One pair of files, letters and roll, as it is given to a worker. Everything in it survives structured cloning. */
export interface ShardTask {
  /** From 1. */
  readonly number: number;
  /** The numbers to give a code to: a view of memory that the workers share. */
  readonly nasNumbers: Uint32Array;
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array;
  readonly scopeId: string;
  /** Dealt to the voters one after the other; empty for a law. */
  readonly regions: readonly string[];
  readonly lettersFolder: string;
  readonly rollFolder: string;
}
