import type { ElectionBody, NoticeBody } from '@scrutin/contracts/public';
import type { Loaded, PageRequest } from '../../site/page.ts';

export interface ElectionToVoteIn {
  readonly id: string;
  readonly name: ElectionBody['name'];
  readonly state: ElectionBody['state'];
  readonly opensAt: string;
  readonly closesAt: string;
  readonly timeZone: string;
  readonly isRehearsal: boolean;
  readonly notices: readonly NoticeBody[];
  readonly regions: readonly { readonly id: string; readonly name: ElectionBody['name'] }[];
}

/** The election and its regions, of which the voter chooses one. */
export async function loadElectionToVoteIn({
  client,
  params,
}: PageRequest): Promise<Loaded<ElectionToVoteIn>> {
  const reply = await client.call('election', { params: { election_id: params['election'] ?? '' } });
  if (reply.kind === 'problem' && reply.status === 404) return { kind: 'missing' };
  if (reply.kind !== 'answered') return { kind: 'unavailable' };
  const { id, name, state, purpose, notices, regions } = reply.body;
  const { opens_at: opensAt, closes_at: closesAt, time_zone: timeZone } = reply.body;
  return {
    kind: 'found',
    data: {
      ...{ id, name, state, opensAt, closesAt, timeZone, notices, isRehearsal: purpose === 'rehearsal' },
      regions: regions.map((race) => ({ id: race.id, name: race.name })),
    },
  };
}
