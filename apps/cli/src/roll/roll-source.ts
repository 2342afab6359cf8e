import type { CredentialScheme } from '@scrutin/credentials';
import type { RollKey, RollOrigin } from '@scrutin/election';
import type { RollEntry } from '@scrutin/voter-roll';

/** The regions that the lines of a roll may name. */
export type RegionsOfRoll = ReadonlySet<string> | undefined | 'any';

/** Credentials on disk that can be loaded. They are counted and checked before the source is returned. */
export interface RollSource {
  readonly rollKey: RollKey;
  readonly scheme: CredentialScheme;
  readonly credentials: number;
  /** The check value of the pepper with which they were hashed, if the set has it. */
  readonly pepperCheck: string | undefined;
  readonly origin: RollOrigin;
  /**
   * @param regions the regions in which the election has races: a line of another region is an error of that line;
   *   undefined for a law; `any` to read what the files say
   * @throws ConfigurationError at the first wrong line
   */
  entries(regions: RegionsOfRoll): AsyncIterable<RollEntry>;
  /** What the operator should know; complete after `entries` was read. */
  remarks(): readonly string[];
}
