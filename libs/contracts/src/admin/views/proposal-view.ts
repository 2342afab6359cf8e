import type { ApprovalPolicy, Proposal } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { PolicyBody, ProposalBody } from '../proposals.ts';

/** A proposal as officials and auditors see it. */
export function proposalView(proposal: Proposal): ProposalBody {
  return {
    id: proposal.id,
    action: proposal.action,
    subject: proposal.subject,
    request: proposal.request,
    in_words: proposal.inWords,
    time_zone: proposal.timeZone ?? null,
    reason: proposal.reason ?? null,
    state: proposal.state,
    proposed_by: proposal.proposedBy.name,
    proposed_at: instantText(proposal.proposedAtMs),
    expires_at: instantText(proposal.expiresAtMs),
    decided_by: proposal.decidedBy ?? null,
    decided_at: proposal.decidedAtMs === undefined ? null : instantText(proposal.decidedAtMs),
    decision_reason: proposal.decisionReason ?? null,
  };
}

export function policyView({
  acts,
  lifetimeS,
  replacingAbove,
  registeringAbove,
}: ApprovalPolicy): PolicyBody {
  return {
    acts: [...acts],
    lifetime_seconds: lifetimeS,
    replacing_above: replacingAbove,
    registering_above: registeringAbove,
  };
}
