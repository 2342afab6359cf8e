import type { Lookup } from './lookup.ts';

/** What to know and to do when an alert fires. Its impact is that of the alert. */
interface Runbook {
  /** What exactly is the case, and what usually causes it. */
  readonly meaning: string;
  readonly look: readonly Lookup[];
  /** What to do, one step each, the most probable first. */
  readonly mitigation: readonly string[];
}

/** Runbooks by the name of their alert. */
export type Runbooks = Readonly<Record<string, Runbook>>;
