import type { ProposalRow } from '@scrutin/database';
import { storedWord } from '@scrutin/database';
import type { LocalizedText, Proposal } from '@scrutin/election';
import { frenchTypography, PROPOSAL_STATES } from '@scrutin/election';
import type { Transaction } from './act.ts';
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
    inWords: shownInWords(proposalInWords(row.action, row.subject, row.request as ActRequest)),
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

function shownInWords(text: LocalizedText): LocalizedText {
  return { ...text, fr: frenchTypography(text.fr) };
}

/** Proposals with the time zones of the contests that they are about, for whoever reads them. */
export async function withTimeZones(
  transaction: Pick<Transaction, '$queryRaw'>,
  proposals: readonly Proposal[],
): Promise<Proposal[]> {
  const rows = await transaction.$queryRaw<{ readonly key: string; readonly zone: string }[]>`
    SELECT 'law:' || id AS key, time_zone AS zone FROM laws
    UNION ALL
    SELECT 'election:' || id, time_zone FROM elections`;
  const zones = new Map(rows.map(({ key, zone }) => [key, zone]));
  return proposals.map((proposal) => ({
    ...proposal,
    timeZone: zones.get(proposal.subject.split(':').slice(0, 2).join(':')),
  }));
}

export async function withTimeZone(
  transaction: Pick<Transaction, '$queryRaw'>,
  proposal: Proposal,
): Promise<Proposal> {
  const [zoned = proposal] = await withTimeZones(transaction, [proposal]);
  return zoned;
}
