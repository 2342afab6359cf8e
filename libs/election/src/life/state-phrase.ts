import type { ContestState } from './lifecycle.ts';

const PHRASES: Readonly<Record<ContestState, string>> = {
  draft: 'a draft',
  scheduled: 'scheduled',
  open: 'open',
  closed: 'closed',
  certified: 'certified',
};

/** The state as it stands in a sentence: "a draft", "open". */
export function statePhrase(state: ContestState): string {
  return PHRASES[state];
}
