import type { ColumnOf } from '../tables/typed-columns.ts';
import type { ElectionRecord, RaceRecord } from './result-record.ts';

/** A race, with its line in the national result. */
interface RegionRow extends RaceRecord {
  readonly region: ElectionRecord['result']['regions'][number] | undefined;
}

/** The columns of the table `regions`. */
export const REGION_COLUMNS: readonly ColumnOf<RegionRow>[] = [
  { key: 'region_id', fr: 'Circonscription', en: 'Region', cell: ({ result }) => result.region_id },
  {
    key: 'region_name',
    fr: 'Nom de la circonscription',
    en: 'Name of the region',
    cell: ({ result }, language) => result.region_name[language],
  },
  { key: 'method', fr: 'Scrutin', en: 'Method', cell: ({ result }) => result.method },
  { key: 'seats', fr: 'Sièges', en: 'Seats', cell: ({ result }) => result.seats },
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
  { key: 'counts', fr: 'Ce qui est compté', en: 'What is counted', cell: ({ result }) => result.counts },
  {
    key: 'tabulated',
    fr: 'Dépouillement publié',
    en: 'Count published',
    cell: ({ region }) => region?.tabulated,
  },
  {
    key: 'vacant_seats',
    fr: 'Sièges vacants',
    en: 'Vacant seats',
    cell: ({ region }) => region?.vacant_seats,
  },
  { key: 'provisional', fr: 'Provisoire', en: 'Provisional', cell: ({ result }) => result.provisional },
  { key: 'rule_set', fr: 'Règles', en: 'Rules', cell: ({ tabulation }) => tabulation?.rule_set },
  {
    key: 'ballots',
    fr: 'Bulletins dépouillés',
    en: 'Ballots of the count',
    cell: ({ tabulation }) => tabulation?.ballots,
  },
  {
    key: 'ballots_digest',
    fr: 'Empreinte des bulletins (SHA-256)',
    en: 'Digest of the ballots (SHA-256)',
    cell: ({ tabulation }) => tabulation?.ballots_digest,
  },
  { key: 'computed_at', fr: 'Dépouillé', en: 'Counted', cell: ({ tabulation }) => tabulation?.computed_at },
  { key: 'published_at', fr: 'Publié', en: 'Published', cell: ({ tabulation }) => tabulation?.published_at },
];
