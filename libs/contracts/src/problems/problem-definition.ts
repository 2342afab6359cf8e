import type { Localized } from './language.ts';

/** The texts of one kind of problem, and its HTTP status. `detail` says to the reader what to do next. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: Localized;
  readonly detail: Localized;
}
