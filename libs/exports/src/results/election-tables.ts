import type { LocalizedText } from '@scrutin/election';
import type { Table } from '../tables/table.ts';
import type { ColumnOf } from '../tables/typed-columns.ts';
import { tableOf } from '../tables/typed-columns.ts';
import { CANDIDATE_COLUMNS, candidateRows } from './candidate-columns.ts';
import { REGION_COLUMNS } from './region-columns.ts';
import type { ElectionRecord } from './result-record.ts';
import { roundTables } from './round-tables.ts';

type PartyTotals = ElectionRecord['result']['parties'][number];
type PartyRow = Pick<PartyTotals, 'votes' | 'percentage' | 'seats' | 'leading'> & {
  readonly party_code: string | null;
  readonly name: LocalizedText;
};

const ELECTION_COLUMNS: readonly ColumnOf<ElectionRecord>[] = [
  { key: 'election_id', fr: 'Élection', en: 'Election', cell: ({ election }) => election.id },
  { key: 'name', fr: 'Nom', en: 'Name', cell: ({ election }, language) => election.name[language] },
  { key: 'type', fr: 'Genre', en: 'Type', cell: ({ election }) => election.type },
  { key: 'purpose', fr: 'But', en: 'Purpose', cell: ({ election }) => election.purpose },
  { key: 'provisional', fr: 'Provisoire', en: 'Provisional', cell: ({ result }) => result.provisional },
  { key: 'opens_at', fr: 'Ouverture', en: 'Opening', cell: ({ election }) => election.opens_at },
  { key: 'closes_at', fr: 'Clôture', en: 'Closing', cell: ({ election }) => election.closes_at },
  { key: 'time_zone', fr: 'Fuseau horaire', en: 'Time zone', cell: ({ election }) => election.time_zone },
  { key: 'seats', fr: 'Sièges', en: 'Seats', cell: ({ result }) => result.seats.total },
  {
    key: 'seats_decided',
    fr: 'Sièges pourvus',
    en: 'Seats decided',
    cell: ({ result }) => result.seats.decided,
  },
  {
    key: 'registered_voters',
    fr: 'Personnes inscrites',
    en: 'Registered voters',
    cell: ({ result }) => result.turnout.registered_voters,
  },
  { key: 'voters', fr: 'Votants', en: 'Voters', cell: ({ result }) => result.turnout.voters },
  {
    key: 'turnout_percentage',
    fr: 'Participation (%)',
    en: 'Turnout (%)',
    cell: ({ result }) => result.turnout.percentage,
  },
  { key: 'blank_count', fr: 'Votes blancs', en: 'Blank votes', cell: ({ result }) => result.blank_count },
  { key: 'total_votes', fr: 'Votes', en: 'All votes', cell: ({ result }) => result.total_votes },
  { key: 'as_of', fr: 'État au', en: 'As of', cell: (record) => record.as_of },
];

const PARTY_COLUMNS: readonly ColumnOf<PartyRow>[] = [
  { key: 'party_code', fr: 'Parti', en: 'Party', cell: ({ party_code }) => party_code },
  { key: 'name', fr: 'Nom', en: 'Name', cell: ({ name }, language) => name[language] },
  { key: 'votes', fr: 'Voix', en: 'Votes', cell: ({ votes }) => votes },
  { key: 'percentage', fr: 'Voix (%)', en: 'Votes (%)', cell: ({ percentage }) => percentage },
  { key: 'seats', fr: 'Sièges', en: 'Seats', cell: ({ seats }) => seats },
  { key: 'leading', fr: 'En tête', en: 'Leading', cell: ({ leading }) => leading },
];

/** In the list of parties, everybody who stands without one. */
const INDEPENDENTS: LocalizedText = { fr: 'Sans parti', en: 'Without a party' };

/** The tables of an election: its totals, parties, regions, candidates, and the rounds of the published counts. */
export function electionTables(record: ElectionRecord, language: keyof LocalizedText): readonly Table[] {
  const { result, races } = record;
  return [
    tableOf('election', { fr: 'Élection', en: 'Election' }, ELECTION_COLUMNS, [record], language),
    tableOf(
      'parties',
      { fr: 'Partis', en: 'Parties' },
      PARTY_COLUMNS,
      [...result.parties, { party_code: null, name: INDEPENDENTS, ...result.independents }],
      language,
    ),
    tableOf(
      'regions',
      { fr: 'Circonscriptions', en: 'Regions' },
      REGION_COLUMNS,
      regionRows(record),
      language,
    ),
    tableOf(
      'candidates',
      { fr: 'Candidatures', en: 'Candidates' },
      CANDIDATE_COLUMNS,
      candidateRows(record),
      language,
    ),
    ...roundTables(
      races.flatMap(({ result: { region_id, region_name, candidates }, tabulation }) =>
        tabulation === null
          ? []
          : [
              {
                region: { id: region_id, name: region_name },
                rounds: tabulation.rounds,
                names: new Map(candidates.map(({ candidate_id, name }) => [candidate_id, name])),
              },
            ],
      ),
      language,
    ),
  ];
}

/** Each race with its line in the national result. Both are ordered by region identifier. */
function regionRows({ result, races }: ElectionRecord) {
  return races.map((race) => ({
    ...race,
    region: result.regions.find(({ region_id }) => region_id === race.result.region_id),
  }));
}
