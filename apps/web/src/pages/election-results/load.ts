import type { ElectionResultBody, ElectionTurnoutBody } from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { isWithheld, published } from '../../results/published.ts';
import type { Loaded, PageRequest, PublicClient } from '../../site/page.ts';

/** An election with its races and its notices. */
export type ElectionDetail = Extract<
  Awaited<ReturnType<typeof askElection>>,
  { readonly kind: 'answered' }
>['body'];

export interface ElectionResults {
  readonly election: ElectionDetail;
  readonly result: Published<ElectionResultBody>;
  readonly turnout: ElectionTurnoutBody;
}

/** An election, its results if they are public, and its turnout by region. */
export async function loadElectionResults({ client, params }: PageRequest): Promise<Loaded<ElectionResults>> {
  const id = params['election'] ?? '';
  const of = { params: { election_id: id } };
  const election = await askElection(client, id);
  if (election.kind === 'problem' && election.type === 'unknown-contest') return { kind: 'missing' };
  if (election.kind !== 'answered') return { kind: 'unavailable' };
  const [result, turnout] = await Promise.all([
    isWithheld(election.body) ? undefined : client.call('electionResult', of),
    client.call('electionTurnout', of),
  ]);
  if (turnout.kind !== 'answered') return { kind: 'unavailable' };
  return {
    kind: 'found',
    data: { election: election.body, result: published(result, (body) => body), turnout: turnout.body },
  };
}

function askElection(client: PublicClient, id: string) {
  return client.call('election', { params: { election_id: id } });
}
