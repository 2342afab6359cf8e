import type { Loaded, PageRequest } from '../../site/page.ts';
import type { VotingContest } from '../../voting/contest.ts';
import { commonOf } from '../../voting/contest.ts';

/** The law on whose page voters vote. */
export async function loadLawContest({ client, params }: PageRequest): Promise<Loaded<VotingContest>> {
  const reply = await client.call('law', { params: { id: params['law'] ?? '' } });
  if (reply.kind === 'problem' && reply.status === 404) return { kind: 'missing' };
  if (reply.kind !== 'answered') return { kind: 'unavailable' };
  const { id, title, summary, notices, threshold_base, quorum_votes, quorum_share } = reply.body;
  return {
    kind: 'found',
    data: {
      ...commonOf(reply.body, notices),
      kind: 'law',
      key: `law:${id}`,
      lawId: id,
      name: title,
      summary,
      thresholdBase: threshold_base,
      hasQuorum: (quorum_votes ?? 0) > 0 || quorum_share !== null,
    },
  };
}
