import { z } from 'zod';
import { adminRoutes, AWAITS_APPROVAL, FIND, STEP, success, versionedSuccess } from './admin-route.ts';
import {
  policyBody,
  policyRequest,
  proposalBody,
  proposalRefusal,
  proposalsBody,
  proposalsQuery,
} from './proposals.ts';

const ofProposal = z.object({ id: z.uuid() });

/** The routes of proposals and of the policy that says which acts are proposed first. */
export const PROPOSAL_ROUTES = adminRoutes({
  proposals: {
    method: 'get',
    path: '/admin/v1/proposals',
    tag: 'Proposals',
    summary: 'Acts that wait or waited for a second person, newest first',
    access: 'read',
    query: proposalsQuery,
    answers: { 200: success(proposalsBody) },
    problems: ['invalid'],
  },
  proposal: {
    method: 'get',
    path: '/admin/v1/proposals/{id}',
    tag: 'Proposals',
    summary: 'One proposal',
    access: 'read',
    params: ofProposal,
    answers: { 200: success(proposalBody) },
    problems: FIND,
  },
  approveProposal: {
    method: 'post',
    path: '/admin/v1/proposals/{id}/approval',
    tag: 'Proposals',
    summary: 'Approve the proposal of somebody else, and carry it out',
    description:
      'The act is judged again and carried out together with the approval. If its subject has changed since, the proposal is void. Nobody approves their own proposal. If an approved replacement of credentials was interrupted, approving it again completes it.',
    access: 'approve',
    params: ofProposal,
    answers: { 200: success(proposalBody) },
    problems: [...STEP, 'already-exists', 'in-use'],
  },
  refuseProposal: {
    method: 'post',
    path: '/admin/v1/proposals/{id}/refusal',
    tag: 'Proposals',
    summary: 'Refuse the proposal of somebody else',
    access: 'approve',
    params: ofProposal,
    body: proposalRefusal,
    answers: { 200: success(proposalBody) },
    problems: [...FIND, 'state-forbids'],
  },
  withdrawProposal: {
    method: 'delete',
    path: '/admin/v1/proposals/{id}',
    tag: 'Proposals',
    summary: 'Withdraw one’s own proposal',
    description: 'The proposal stays on record.',
    access: 'approve',
    params: ofProposal,
    answers: { 200: success(proposalBody) },
    problems: [...FIND, 'state-forbids'],
  },
  approvalPolicy: {
    method: 'get',
    path: '/admin/v1/approval-policy',
    tag: 'Proposals',
    summary: 'Which acts need the approval of a second person',
    access: 'read',
    answers: { 200: versionedSuccess(policyBody) },
    problems: [],
  },
  changePolicy: {
    method: 'put',
    path: '/admin/v1/approval-policy',
    tag: 'Proposals',
    summary: 'Change which acts need an approval',
    access: 'accounts',
    body: policyRequest,
    answers: { 200: success(policyBody), 202: AWAITS_APPROVAL },
    problems: ['outdated'],
  },
});
