import type { Proposal } from '@scrutin/election';
import { instantInWords } from '@scrutin/election';
import { recordTable, textTable } from '../text-table.ts';

/** @param timeZone in which their times are written */
export function proposalTable(proposals: readonly Proposal[], timeZone: string): string {
  return textTable({
    head: ['proposal', 'act', 'subject', 'proposed by', 'expires', 'state'],
    rows: proposals.map((proposal) => [
      proposal.id,
      proposal.action,
      proposal.subject,
      proposal.proposedBy.name,
      instantInWords(proposal.expiresAtMs, timeZone).en,
      proposal.state,
    ]),
  });
}

/** @param timeZone in which its times are written */
export function proposalDetails(proposal: Proposal, timeZone: string): string {
  const { decidedBy, decidedAtMs } = proposal;
  const at = (ms: number): string => instantInWords(ms, timeZone).en;
  const decision: readonly (readonly [string, string])[] =
    decidedBy === undefined || decidedAtMs === undefined
      ? []
      : [
          ['decided by', decidedBy],
          ['decided at', at(decidedAtMs)],
          ['because', proposal.decisionReason ?? ''],
        ];
  return recordTable([
    ['proposal', proposal.id],
    ['act', proposal.action],
    ['subject', proposal.subject],
    ['in words', proposal.inWords.en],
    ['request', JSON.stringify(proposal.request)],
    ['reason', proposal.reason ?? ''],
    ['proposed by', proposal.proposedBy.name],
    ['proposed at', at(proposal.proposedAtMs)],
    ['expires', at(proposal.expiresAtMs)],
    ['state', proposal.state],
    ...decision,
  ]);
}
