import type { LocalizedText } from '@scrutin/election';
import type { ColumnOf } from '../tables/typed-columns.ts';
import type { ElectionRecord, RaceRecord } from './result-record.ts';

/** A candidate of a race, as the race and as the whole election show them. */
interface CandidateRow {
  readonly race: RaceRecord['result'];
  readonly counted: RaceRecord['result']['candidates'][number];
  readonly national: ElectionRecord['result']['candidates'][number] | undefined;
}

/** The columns of the table `candidates`. */
export const CANDIDATE_COLUMNS: readonly ColumnOf<CandidateRow>[] = [
  { key: 'region_id', fr: 'Circonscription', en: 'Region', cell: ({ race }) => race.region_id },
  {
    key: 'region_name',
    fr: 'Nom de la circonscription',
    en: 'Name of the region',
    cell: ({ race }, language) => race.region_name[language],
  },
  { key: 'candidate_id', fr: 'Identifiant', en: 'Identifier', cell: ({ counted }) => counted.candidate_id },
  { key: 'name', fr: 'Nom', en: 'Name', cell: ({ counted }) => counted.name },
  { key: 'party_code', fr: 'Parti', en: 'Party', cell: ({ counted }) => counted.party_code },
  {
    key: 'party_name',
    fr: 'Nom du parti',
    en: 'Name of the party',
    cell: ({ counted }, language) => localized(counted.party_name, language),
  },
  { key: 'votes', fr: 'Voix', en: 'Votes', cell: ({ counted }) => counted.votes },
  { key: 'percentage', fr: 'Voix (%)', en: 'Votes (%)', cell: ({ counted }) => counted.percentage },
  { key: 'rank', fr: 'Rang', en: 'Place', cell: ({ counted }) => counted.rank },
  { key: 'tied', fr: 'Ex æquo', en: 'Tied', cell: ({ counted }) => counted.tied },
  { key: 'elected', fr: 'Élection', en: 'Elected', cell: ({ national }) => national?.elected },
  { key: 'acclaimed', fr: 'Sans concurrence', en: 'Unopposed', cell: ({ national }) => national?.acclaimed },
  { key: 'withdrawn', fr: 'Retrait', en: 'Withdrawn', cell: ({ counted }) => counted.withdrawn },
];

/** Every candidate of every race, in the order in which the results of the race show them. */
export function candidateRows({ result, races }: ElectionRecord): readonly CandidateRow[] {
  const nationals = new Map(
    result.candidates.map((candidate) => [keyOf(candidate.region_id, candidate.candidate_id), candidate]),
  );
  return races.flatMap(({ result: race }) =>
    race.candidates.map((counted) => ({
      race,
      counted,
      national: nationals.get(keyOf(race.region_id, counted.candidate_id)),
    })),
  );
}

/** Identifiers never contain a colon. */
function keyOf(region: string, candidate: string): string {
  return `${region}:${candidate}`;
}

function localized(text: LocalizedText | null, language: keyof LocalizedText): string | undefined {
  return text?.[language];
}
