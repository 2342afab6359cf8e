import type { ApprovableOutcome, ApprovalPolicy } from '@scrutin/election';
import { APPROVABLE_ACTS, policyProblem, reasonProblem, refusalOfProblems } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { policyColumns, readPolicy } from './read-policy.ts';
import { outdatedRecord, recordVersion } from './record-version.ts';

const SUBJECT = 'policy';

export function approvalPolicy({ database }: ActContext): Promise<ApprovalPolicy> {
  return database.run('proposals', (client) => readPolicy(client));
}

export async function changePolicy(
  context: ActContext,
  actor: Actor,
  wanted: ApprovalPolicy,
  reason: string,
): Promise<ApprovableOutcome<ApprovalPolicy>> {
  const problem = refusalOfProblems(policyProblem(wanted), reasonProblem(reason));
  if (problem !== undefined) return problem;
  const { lifetimeS, replacingAbove, registeringAbove } = wanted;
  const acts = APPROVABLE_ACTS.filter((word) => wanted.acts.includes(word));
  const after = { acts, lifetimeS, replacingAbove, registeringAbove };
  const request = { kind: 'policy', ...after, reason } as const;
  const header = { actor, action: 'policy.change', subject: SUBJECT, reason, request };
  return act(context, header, async (transaction) => {
    await transaction.$queryRaw`SELECT singleton FROM approval_policy FOR UPDATE`;
    const before = await readPolicy(transaction);
    const outdated = outdatedRecord(actor, recordVersion(before), 'policy');
    if (outdated !== undefined) return outdated;
    await transaction.approvalPolicy.updateMany({ data: policyColumns(after) });
    return { ok: true, value: after, before, after };
  });
}
