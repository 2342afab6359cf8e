import type { LocalizedText, RollKey } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import type { Actor } from './acts.ts';
import { recordDecision } from './approval.ts';
import { PROPOSAL_COLUMNS, toProposal } from './proposal-rows.ts';
import { inBothLanguages } from './void-reason.ts';

/** The reason on record for which the proposals about a rehearsal become void. */
const THROWN_AWAY: LocalizedText = {
  fr: 'La répétition a été supprimée.',
  en: 'The rehearsal was thrown away.',
};

/**
 * Makes void the pending proposals about a contest or about anything in it, in the transaction that throws the contest
 * away. Each of them becomes void by an act on record. The acts and the proposals are kept.
 */
export async function voidProposalsOf(
  { clock }: ActContext,
  transaction: Transaction,
  actor: Actor,
  rollKey: RollKey,
): Promise<void> {
  await transaction.$queryRaw`
    SELECT id FROM proposals
     WHERE decision IS NULL AND (subject = ${rollKey} OR starts_with(subject, ${rollKey} || ':')) ORDER BY id FOR UPDATE`;
  const rows = await transaction.proposal.findMany({
    where: { decision: null, OR: [{ subject: rollKey }, { subject: { startsWith: `${rollKey}:` } }] },
    select: PROPOSAL_COLUMNS,
    orderBy: { proposedAt: 'asc' },
  });
  for (const row of rows) {
    const data = {
      secret: null,
      decision: 'void',
      decidedBy: actor.name,
      decidedOfficialId: actor.officialId ?? null,
      decidedAt: new Date(clock()),
      decisionReason: inBothLanguages(THROWN_AWAY),
    };
    await transaction.proposal.updateMany({ where: { id: row.id }, data });
    await recordDecision(
      transaction,
      { actor, action: 'proposal.void', because: THROWN_AWAY },
      toProposal(row),
    );
  }
}
