/**
 * Changes of the schema that the check names and that break nothing all the same, or that cannot be put off. Each has
 * its reason, and goes when the release that has it has been made.
 */
export const ALLOWED_BREAKS: readonly AllowedBreak[] = [];

export interface AllowedBreak {
  readonly migration: string;
  /** The sentence of `schemaBreaks`. */
  readonly what: string;
  /** Why programs of the release before still work, or what an operator must do. */
  readonly why: string;
}
