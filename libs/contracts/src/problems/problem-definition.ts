import type { Localized } from './language.ts';

/** What the API says of one kind of problem. `detail` tells the citizen what to do next. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: Localized;
  readonly detail: Localized;
}
