import type { ContestState } from './lifecycle.ts';

const PHRASES: Readonly<Record<ContestState, string>> = {
  draft: 'a draft',
  scheduled: 'scheduled',
  open: 'open',
  closed: 'closed',
  certified: 'certified',
};

/** The state in a form for sentences that begin with "It is": "a draft", "open". */
export function statePhrase(state: ContestState): string {
  return PHRASES[state];
}
