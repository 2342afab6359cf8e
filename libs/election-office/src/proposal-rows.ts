import type { ProposalRow } from '@scrutin/database';
import { storedWord } from '@scrutin/database';
import type { Proposal } from '@scrutin/election';
import { PROPOSAL_STATES } from '@scrutin/election';
import type { ActRequest } from './approval.ts';
import { proposalInWords } from './proposal-in-words.ts';

/** Every column except the secret, which only the approval of an account reads. */
export const PROPOSAL_COLUMNS = {
  id: true,
  action: true,
  subject: true,
  request: true,
  before: true,
  reason: true,
  proposedBy: true,
  officialId: true,
  login: true,
  proposedAt: true,
  expiresAt: true,
  decision: true,
  decidedBy: true,
  decidedAt: true,
  decisionReason: true,
} as const;

export function toProposal(row: Pick<ProposalRow, keyof typeof PROPOSAL_COLUMNS>): Proposal {
  return {
    id: row.id,
    action: row.action,
    subject: row.subject,
    request: row.request,
    inWords: proposalInWords(row.action, row.subject, row.request as ActRequest),
    reason: row.reason ?? undefined,
    proposedBy: { name: row.proposedBy, officialId: row.officialId ?? undefined, login: row.login },
    proposedAtMs: row.proposedAt.getTime(),
    expiresAtMs: row.expiresAt.getTime(),
    state: storedWord(PROPOSAL_STATES, row.decision ?? 'pending'),
    decidedBy: row.decidedBy ?? undefined,
    decidedAtMs: row.decidedAt?.getTime(),
    decisionReason: row.decisionReason ?? undefined,
  };
}
