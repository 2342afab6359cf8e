import type { ElectionBody, LawBody } from '@scrutin/contracts/public';
import type { Loaded, PageRequest } from '../../site/page.ts';

/** What this page shows of a contest. */
export interface Consultation {
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
}

/** All consultations, those that close first before the others. */
export async function loadConsultations({ client }: PageRequest): Promise<Loaded<readonly Consultation[]>> {
  const [laws, elections] = await Promise.all([client.call('laws'), client.call('elections')]);
  if (laws.kind !== 'answered' || elections.kind !== 'answered') return { kind: 'unavailable' };
  const all = [...laws.body.map(ofLaw), ...elections.body.map(ofElection)];
  return { kind: 'found', data: all.sort((a, b) => a.closesAt.localeCompare(b.closesAt)) };
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

function ofLaw(law: LawBody): Consultation {
  return { ...common(law), kind: 'law', name: law.title, summary: law.summary };
}

function ofElection(election: ElectionBody): Consultation {
  return { ...common(election), kind: 'election', name: election.name, summary: null };
}
