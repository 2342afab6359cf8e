import type {
  ElectionBody,
  ElectionResultBody,
  LawBody,
  PublicLawResultBody,
} from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { isWithheld, published } from '../../results/published.ts';
import type { Loaded, PageRequest, PublicClient } from '../../site/page.ts';

export interface LawEntry {
  readonly law: LawBody;
  /** Null while the result is withheld. */
  readonly result: PublicLawResultBody | null;
}

/** The totals of an election, without its candidates; of its regions, only whether their counts are published. */
type ElectionTotals = Pick<
  ElectionResultBody,
  | 'blank_count'
  | 'total_votes'
  | 'turnout'
  | 'seats'
  | 'parties'
  | 'independents'
  | 'provisional'
  | 'updated_at'
> & { readonly regions: readonly Pick<ElectionResultBody['regions'][number], 'tabulated'>[] };

export interface ElectionEntry {
  readonly election: ElectionBody;
  readonly result: Published<ElectionTotals>;
}

export interface AllResults {
  readonly laws: readonly LawEntry[];
  readonly elections: readonly ElectionEntry[];
}

/** The results of all contests for which voting has begun, those that closed last before the others. */
export async function loadResults({ client, query }: PageRequest): Promise<Loaded<AllResults>> {
  const asked = { query: query['include'] === 'rehearsals' ? { include: 'rehearsals' as const } : {} };
  const [laws, elections, results] = await Promise.all([
    client.call('laws', asked),
    client.call('elections', asked),
    client.call('lawResults', asked),
  ]);
  if (laws.kind !== 'answered' || elections.kind !== 'answered' || results.kind !== 'answered')
    return { kind: 'unavailable' };
  const byLaw = new Map(results.body.map((result) => [result.law_id, result]));
  const begun = elections.body.filter(hasBegun).sort(byClosing);
  const totals = await Promise.all(begun.map((election) => totalsOf(client, election)));
  return {
    kind: 'found',
    data: {
      laws: laws.body
        .filter(hasBegun)
        .sort(byClosing)
        .map((law) => ({ law, result: byLaw.get(law.id) ?? null })),
      elections: begun.map((election, i) => ({ election, result: totals[i] ?? { kind: 'unavailable' } })),
    },
  };
}

const hasBegun = ({ state }: LawBody | ElectionBody): boolean => state !== 'not-open';
const byClosing = (a: LawBody | ElectionBody, b: LawBody | ElectionBody): number =>
  b.closes_at.localeCompare(a.closes_at);

async function totalsOf(client: PublicClient, election: ElectionBody): Promise<Published<ElectionTotals>> {
  if (isWithheld(election)) return { kind: 'withheld' };
  const reply = await client.call('electionResult', { params: { election_id: election.id } });
  return published(reply, (body) => {
    const { blank_count, total_votes, turnout, seats, parties, independents, provisional, updated_at } = body;
    return {
      ...{ blank_count, total_votes, turnout, seats, parties, independents, provisional, updated_at },
      regions: body.regions.map(({ tabulated }) => ({ tabulated })),
    };
  });
}
