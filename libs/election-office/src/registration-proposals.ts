import type { Proposal } from '@scrutin/election';
import type { Transaction } from './act.ts';
import type { Actor } from './acts.ts';
import type { ActRequest, RegistrationRequest } from './approval.ts';
import { PROPOSAL_COLUMNS, toProposal } from './proposal-rows.ts';

/** What a proposal asks for, if it is to add credentials to a published roll. */
export function registrationOf({ request }: Pick<Proposal, 'request'>): RegistrationRequest | undefined {
  const asked = request as ActRequest;
  return asked.kind === 'registration' ? asked : undefined;
}

/** The same proposal of the same person, if it waits already: an upload that is repeated does not propose again. */
export async function pendingRegistration(
  transaction: Transaction,
  actor: Actor,
  asked: RegistrationRequest,
  nowMs: number,
): Promise<Proposal | undefined> {
  const rows = await transaction.proposal.findMany({
    where: {
      action: 'roll.record',
      subject: asked.roll,
      decision: null,
      proposedBy: actor.name,
      officialId: actor.officialId ?? null,
      expiresAt: { gt: new Date(nowMs) },
    },
    select: PROPOSAL_COLUMNS,
    orderBy: { proposedAt: 'asc' },
  });
  return rows.map(toProposal).find((proposal) => {
    const other = registrationOf(proposal);
    return (
      other?.digest === asked.digest &&
      other.credentials === asked.credentials &&
      other.reason === asked.reason
    );
  });
}
