import type { CredentialScheme, LettersManifest, RollShard } from '@scrutin/credentials';
import { LETTERS_FORMAT, pepperCheck, REFERENCES_FORMAT, ROLL_FORMAT } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { nodeDigest } from '@scrutin/service-runtime';
import type { SetManifests } from './set-folder.ts';

/** What the manifests of a set say in common. */
export interface SetDescription {
  readonly rollKey: RollKey;
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array | undefined;
  readonly credentials: number;
  readonly createdAt: Date;
  readonly voters: LettersManifest['voters'];
}

/** The files of a set, by folder. */
export interface SetFiles {
  readonly letters: readonly RollShard[];
  readonly references: readonly RollShard[];
  readonly roll: readonly RollShard[];
}

/** The manifests of the three folders of a set. */
export function setManifests(set: SetDescription, files: SetFiles): SetManifests {
  const { pepper } = set;
  const common = {
    roll: set.rollKey,
    scheme: set.scheme,
    credentials: set.credentials,
    ...(set.scheme === 'sha256' || pepper === undefined
      ? {}
      : { pepper_check: pepperCheck(pepper, nodeDigest) }),
  };
  const letters = { created_at: set.createdAt.toISOString(), voters: set.voters };
  return {
    letters: { format: LETTERS_FORMAT, ...common, ...letters, shards: files.letters },
    references: { format: REFERENCES_FORMAT, ...common, shards: files.references },
    roll: { format: ROLL_FORMAT, ...common, shards: files.roll },
  };
}
