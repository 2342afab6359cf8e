import type { LateRegistration, Proposal, Refusal, RollKey } from '@scrutin/election';
import { changeRefusal, parseRollKey, refused } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import type { Actor } from './acts.ts';
import type { GivenApproval, RegistrationRequest } from './approval.ts';
import { proposerGone } from './approval.ts';
import { lockContest } from './locked-contests.ts';
import { PROPOSAL_COLUMNS, toProposal } from './proposal-rows.ts';
import { registrationOf } from './registration-proposals.ts';
import { ROLL_OF_NOTHING } from './unknown-contest.ts';

const TAKEN_BACK = {
  fr: 'Le scrutin n’est plus publié : chargez la liste comme celle d’un brouillon, et publiez-le de nouveau.',
  en: 'The contest is no longer published: load the roll as that of a draft, and publish it again.',
};

/**
 * The refusal if a proposal to add credentials does not fit any more. The approval alone adds nothing, since no proposal
 * holds the credentials: its proposer loads the same file again.
 */
export async function registrationRefusal(
  context: ActContext,
  transaction: Transaction,
  found: Proposal,
  { roll }: RegistrationRequest,
): Promise<Refusal | undefined> {
  const subject = parseRollKey(roll);
  if (subject === undefined) return refused('not-found', ROLL_OF_NOTHING);
  const locked = await lockContest(context, transaction, subject);
  if (!locked.ok) return locked;
  if (locked.state === 'draft') return refused('state-forbids', TAKEN_BACK);
  return changeRefusal(locked.state, 'roll') ?? proposerGone(transaction, found);
}

/** The approval of late registrations, and the reason that was approved with them. */
interface RegistrationApproval extends GivenApproval {
  readonly reason: string;
}

/**
 * The approval with which this person may load these lines, locked until the end of the transaction. Undefined if nobody
 * approved them, if the approval has expired, or if a load has used it already.
 *
 * @param lines how many credentials they add, and their SHA-256
 */
export async function approvalToRegister(
  { clock }: ActContext,
  transaction: Transaction,
  actor: Actor,
  rollKey: RollKey,
  lines: LateRegistration,
): Promise<RegistrationApproval | undefined> {
  if (lines.digest === undefined) return undefined;
  const now = new Date(clock());
  await transaction.$queryRaw`
    SELECT id FROM proposals
     WHERE action = 'roll.record' AND subject = ${rollKey} AND decision = 'approved' AND expires_at > ${now}
     ORDER BY id FOR UPDATE`;
  const rows = await transaction.proposal.findMany({
    where: {
      action: 'roll.record',
      subject: rollKey,
      decision: 'approved',
      proposedBy: actor.name,
      officialId: actor.officialId ?? null,
      expiresAt: { gt: now },
      acts: { none: { action: 'roll.record' } },
    },
    select: PROPOSAL_COLUMNS,
    orderBy: { proposedAt: 'asc' },
  });
  for (const row of rows) {
    const asked = registrationOf(toProposal(row));
    const fits =
      asked !== undefined && asked.digest === lines.digest && BigInt(asked.credentials) >= lines.credentials;
    if (!fits || (await proposerGone(transaction, toProposal(row))) !== undefined) continue;
    return { proposalId: row.id, approver: { name: row.decidedBy ?? '' }, reason: asked.reason };
  }
  return undefined;
}
