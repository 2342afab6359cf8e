import { policyView, proposalView } from '@scrutin/contracts/admin';
import type { ElectionOffice, RollsInRedis } from '@scrutin/election-office';
import { recordVersion } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedOrAwaiting, changedRecord, NOT_FOUND, versioned } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Proposals = Pick<
  ElectionOffice,
  | 'proposals'
  | 'proposal'
  | 'approveProposal'
  | 'refuseProposal'
  | 'withdrawProposal'
  | 'approvalPolicy'
  | 'changePolicy'
>;

/** @param roll the rolls in Redis, which a proposal to replace or revoke credentials needs */
export function proposalHandlers(office: Proposals, roll: RollsInRedis): OfficeHandlers<keyof Proposals> {
  return {
    proposals: async ({ query }) => ok((await office.proposals(query.state)).map(proposalView)),
    proposal: async ({ params }) => {
      const proposal = await office.proposal(params.id);
      return proposal === undefined ? NOT_FOUND : ok(proposalView(proposal));
    },
    approveProposal: async ({ caller, params }) =>
      changedRecord(await office.approveProposal(caller.actor, params.id, roll), proposalView),
    refuseProposal: async ({ caller, params, body }) =>
      changedRecord(await office.refuseProposal(caller.actor, params.id, body.reason), proposalView),
    withdrawProposal: async ({ caller, params }) =>
      changedRecord(await office.withdrawProposal(caller.actor, params.id), proposalView),
    approvalPolicy: async () => {
      const policy = await office.approvalPolicy();
      return versioned(policyView(policy), recordVersion(policy));
    },
    changePolicy: async ({ caller, body }) => {
      const policy = {
        acts: body.acts,
        lifetimeS: body.lifetime_seconds,
        replacingAbove: body.replacing_above,
        registeringAbove: body.registering_above,
      };
      return changedOrAwaiting(await office.changePolicy(caller.actor, policy, body.reason), policyView);
    },
  };
}
