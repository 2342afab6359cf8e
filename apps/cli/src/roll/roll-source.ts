import type { CredentialScheme } from '@scrutin/credentials';
import type { RollKey, RollOrigin } from '@scrutin/election';
import type { RollEntry } from '@scrutin/voter-roll';

/** Credentials on disk that can be put on a roll. Counted and checked before it is handed out. */
export interface RollSource {
  readonly rollKey: RollKey;
  readonly scheme: CredentialScheme;
  readonly credentials: number;
  /** Of the pepper they were hashed with, where the set says it. */
  readonly pepperCheck: string | undefined;
  readonly origin: RollOrigin;
  /**
   * @param regions in which the election has races: a line of another one is an error of that line
   * @throws ConfigurationError at a line that is wrong
   */
  entries(regions?: ReadonlySet<string>): AsyncIterable<RollEntry>;
  /** After `entries` was read: what the operator should know. */
  remarks(): readonly string[];
}
