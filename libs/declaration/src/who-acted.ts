import { fieldText } from './act-fields.ts';
import type { DeclaredAct } from './declaration-record.ts';
import type { Declared } from './declared.ts';

/** Who did an act: who proposed it and when, and who approved it, or who found that a proposal is void. */
export function whoActed({ words, at, who }: Declared, act: DeclaredAct): string {
  const { action, after, approvedBy, proposedAtMs } = act;
  const by = who(act.by);
  if (action === 'proposal.void') {
    const proposer = fieldText(after, 'proposedBy');
    const proposed = proposer === undefined ? [] : [words.acts.proposedBy(who(proposer))];
    return [...proposed, words.acts.found(by)].join(' ');
  }
  if (approvedBy === undefined) return by;
  const proposed = proposedAtMs === undefined ? `${by}.` : words.acts.proposed(by, at(proposedAtMs));
  return `${proposed} ${words.acts.approved(who(approvedBy))}`;
}
