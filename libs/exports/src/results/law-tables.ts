import type { LocalizedText } from '@scrutin/election';
import type { Table } from '../tables/table.ts';
import type { ColumnOf } from '../tables/typed-columns.ts';
import { tableOf } from '../tables/typed-columns.ts';
import type { LawRecord } from './result-record.ts';
import { roundTables } from './round-tables.ts';

const LAW_COLUMNS: readonly ColumnOf<LawRecord>[] = [
  { key: 'law_id', fr: 'Loi', en: 'Law', cell: ({ law }) => law.id },
  { key: 'title', fr: 'Titre', en: 'Title', cell: ({ law }, language) => law.title[language] },
  { key: 'purpose', fr: 'But', en: 'Purpose', cell: ({ law }) => law.purpose },
  { key: 'provisional', fr: 'Provisoire', en: 'Provisional', cell: ({ result }) => result.provisional },
  { key: 'opens_at', fr: 'Ouverture', en: 'Opening', cell: ({ law }) => law.opens_at },
  { key: 'closes_at', fr: 'Clôture', en: 'Closing', cell: ({ law }) => law.closes_at },
  { key: 'time_zone', fr: 'Fuseau horaire', en: 'Time zone', cell: ({ law }) => law.time_zone },
  { key: 'oui_count', fr: 'Oui', en: 'Yes (oui)', cell: ({ result }) => result.oui_count },
  { key: 'non_count', fr: 'Non', en: 'No (non)', cell: ({ result }) => result.non_count },
  { key: 'blank_count', fr: 'Votes blancs', en: 'Blank votes', cell: ({ result }) => result.blank_count },
  { key: 'total_votes', fr: 'Votes', en: 'All votes', cell: ({ result }) => result.total_votes },
  { key: 'oui_percentage', fr: 'Oui (%)', en: 'Yes (%)', cell: ({ result }) => result.oui_percentage },
  { key: 'non_percentage', fr: 'Non (%)', en: 'No (%)', cell: ({ result }) => result.non_percentage },
  {
    key: 'blank_percentage',
    fr: 'Votes blancs (%)',
    en: 'Blank votes (%)',
    cell: ({ result }) => result.blank_percentage,
  },
  {
    key: 'registered_voters',
    fr: 'Personnes inscrites',
    en: 'Registered voters',
    cell: ({ result }) => result.registered_voters,
  },
  { key: 'leading', fr: 'En tête', en: 'Leading', cell: ({ result }) => result.leading },
  { key: 'outcome', fr: 'Résultat', en: 'Outcome', cell: ({ result }) => result.outcome },
  { key: 'threshold', fr: 'Seuil', en: 'Threshold', cell: ({ result }) => result.threshold },
  {
    key: 'threshold_percentage',
    fr: 'Seuil (%)',
    en: 'Threshold (%)',
    cell: ({ result }) => result.threshold_percentage,
  },
  {
    key: 'threshold_base',
    fr: 'Base du seuil',
    en: 'Base of the threshold',
    cell: ({ result }) => result.threshold_base,
  },
  { key: 'quorum_required', fr: 'Quorum', en: 'Quorum', cell: ({ result }) => result.quorum_required },
  {
    key: 'updated_at',
    fr: 'Dernier vote compté',
    en: 'Last vote counted',
    cell: ({ result }) => result.updated_at,
  },
  { key: 'as_of', fr: 'État au', en: 'As of', cell: (record) => record.as_of },
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
  { key: 'verdict', fr: 'Verdict', en: 'Verdict', cell: ({ tabulation }) => tabulation?.verdict },
  {
    key: 'threshold_votes',
    fr: 'Voix requises',
    en: 'Votes needed',
    cell: ({ tabulation }) => tabulation && { exact: tabulation.threshold },
  },
  {
    key: 'quorum_votes',
    fr: 'Bulletins requis',
    en: 'Ballots needed',
    cell: ({ tabulation }) => (tabulation?.quorum == null ? null : { exact: tabulation.quorum }),
  },
  { key: 'computed_at', fr: 'Dépouillé', en: 'Counted', cell: ({ tabulation }) => tabulation?.computed_at },
  { key: 'published_at', fr: 'Publié', en: 'Published', cell: ({ tabulation }) => tabulation?.published_at },
];

/** The tables of a law: `law`, and `rounds` with the votes of its published count. */
export function lawTables(record: LawRecord, language: keyof LocalizedText): readonly Table[] {
  const [rounds] = roundTables(
    record.tabulation === null
      ? []
      : [
          {
            region: undefined,
            rounds: record.tabulation.rounds,
            names: new Map([
              ['oui', { fr: 'Oui', en: 'Yes' }[language]],
              ['non', { fr: 'Non', en: 'No' }[language]],
            ]),
          },
        ],
    language,
  );
  return [
    tableOf('law', { fr: 'Loi', en: 'Law' }, LAW_COLUMNS, [record], language),
    ...(rounds === undefined ? [] : [rounds]),
  ];
}
