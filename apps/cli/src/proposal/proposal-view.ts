import Table from 'cli-table3';
import type { Proposal } from '@scrutin/election';
import { instantText } from '@scrutin/election';

const PLAIN = { style: { head: [], border: [] } };

export function proposalTable(proposals: readonly Proposal[]): string {
  const table = new Table({
    head: ['proposal', 'act', 'subject', 'proposed by', 'expires', 'state'],
    ...PLAIN,
  });
  for (const { id, action, subject, proposedBy, expiresAtMs, state } of proposals) {
    table.push([id, action, subject, proposedBy.name, instantText(expiresAtMs), state]);
  }
  return table.toString();
}

export function proposalDetails(proposal: Proposal): string {
  const { decidedBy, decidedAtMs } = proposal;
  const table = new Table(PLAIN);
  table.push(
    { proposal: proposal.id },
    { act: proposal.action },
    { subject: proposal.subject },
    { request: JSON.stringify(proposal.request) },
    { reason: proposal.reason ?? '' },
    { 'proposed by': proposal.proposedBy.name },
    { 'proposed at': instantText(proposal.proposedAtMs) },
    { expires: instantText(proposal.expiresAtMs) },
    { state: proposal.state },
  );
  if (decidedBy !== undefined && decidedAtMs !== undefined) {
    table.push(
      { 'decided by': decidedBy },
      { 'decided at': instantText(decidedAtMs) },
      { because: proposal.decisionReason ?? '' },
    );
  }
  return table.toString();
}
