import type { ElectionBody, LawBody, NoticeBody } from '@scrutin/contracts/public';
import type { Loaded, PageRequest } from '../../site/page.ts';

/** What this page shows of a contest. */
export interface ListedContest {
  readonly kind: 'law' | 'election';
  readonly id: string;
  readonly name: LawBody['title'];
  readonly summary: LawBody['summary'] | null;
  readonly state: LawBody['state'];
  readonly certified: boolean;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly timeZone: string;
  readonly isRehearsal: boolean;
  /** Newest first. */
  readonly notices: readonly NoticeBody[];
}

/** All contests, those that close first before the others. Rehearsals only if the query includes them. */
export async function loadContests({
  client,
  query,
}: PageRequest): Promise<Loaded<readonly ListedContest[]>> {
  const given = query['include'] === 'rehearsals' ? { query: { include: 'rehearsals' as const } } : {};
  const [laws, elections, notices] = await Promise.all([
    client.call('laws', given),
    client.call('elections', given),
    client.call('notices', given),
  ]);
  if (laws.kind !== 'answered' || elections.kind !== 'answered' || notices.kind !== 'answered') {
    return { kind: 'unavailable' };
  }
  const all = [...laws.body.map(ofLaw), ...elections.body.map(ofElection)].map((listed) => ({
    ...listed,
    notices: notices.body.filter(({ contest }) => isAbout(contest, listed)),
  }));
  return { kind: 'found', data: all.sort((a, b) => a.closesAt.localeCompare(b.closesAt)) };
}

/** Whether a notice is about a contest, or about one of the races of an election. */
function isAbout(contest: string, { kind, id }: Pick<ListedContest, 'kind' | 'id'>): boolean {
  const [itsKind, itsId] = contest.split(':');
  return itsKind === kind && itsId === id;
}

function common(contest: LawBody | ElectionBody) {
  return {
    id: contest.id,
    state: contest.state,
    certified: contest.certified,
    opensAt: contest.opens_at,
    closesAt: contest.closes_at,
    timeZone: contest.time_zone,
    isRehearsal: contest.purpose === 'rehearsal',
  };
}

function ofLaw(law: LawBody): Omit<ListedContest, 'notices'> {
  return { ...common(law), kind: 'law', name: law.title, summary: law.summary };
}

function ofElection(election: ElectionBody): Omit<ListedContest, 'notices'> {
  return { ...common(election), kind: 'election', name: election.name, summary: null };
}
