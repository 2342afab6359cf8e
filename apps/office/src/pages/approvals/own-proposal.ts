import type { ProposalBody } from '@scrutin/contracts/admin';
import { useSession } from '../../session/session-context.tsx';

export type Proposal = ProposalBody;

/** Says whether the account that is logged in made a proposal. Then somebody else must decide about it. */
export function useIsOwn(): (proposal: Proposal) => boolean {
  const { email } = useSession().session.official;
  return (proposal) => proposal.proposed_by === email;
}
