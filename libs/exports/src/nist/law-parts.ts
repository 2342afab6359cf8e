import { instantMs, localInstantText } from '@scrutin/election';
import type { LawRecord } from '../results/result-record.ts';
import { bothLanguages, ourIdentifier } from './report-texts.ts';
import type { ReportParts } from './results-report.ts';

const SCOPE = 'unit-all';
const SELECTIONS = [
  { id: 'selection-oui', key: 'oui_count', text: { fr: 'Oui', en: 'Yes' } },
  { id: 'selection-non', key: 'non_count', text: { fr: 'Non', en: 'No' } },
] as const;

/** A law as a ballot measure, in one election of one contest. */
export function lawParts({ law, result, tabulation }: LawRecord): ReportParts {
  return {
    units: [
      votersUnit(
        SCOPE,
        { fr: 'Ensemble des électeurs', en: 'All voters' },
        result.registered_voters,
        result.total_votes,
      ),
    ],
    parties: [],
    notes: tabulation === null ? [] : [digestNote(`law:${law.id}`, tabulation.ballots_digest)],
    election: {
      '@type': 'ElectionResults.Election',
      ...daysOf(law),
      ElectionScopeId: SCOPE,
      ExternalIdentifier: ourIdentifier(law.id),
      Name: bothLanguages(law.title),
      Type: 'other',
      OtherType: 'referendum',
      BallotCounts: [ballotCounts(SCOPE, result.total_votes)],
      Contest: [
        {
          '@type': 'ElectionResults.BallotMeasureContest',
          '@id': 'contest-1',
          Name: law.id,
          Type: 'referendum',
          ElectionDistrictId: SCOPE,
          ExternalIdentifier: ourIdentifier(`law:${law.id}`),
          BallotTitle: bothLanguages(law.title),
          SummaryText: bothLanguages(law.summary),
          VoteVariation: result.threshold === null ? 'majority' : 'super-majority',
          ...(result.threshold === null
            ? {}
            : { PassageThreshold: bothLanguages({ fr: result.threshold, en: result.threshold }) }),
          CountStatus: [countStatus(tabulation !== null)],
          OtherCounts: [undervotes(SCOPE, result.blank_count)],
          ContestSelection: SELECTIONS.map(({ id, key, text }, index) => ({
            '@type': 'ElectionResults.BallotMeasureSelection',
            '@id': id,
            SequenceOrder: index + 1,
            Selection: bothLanguages(text),
            VoteCounts: [voteCounts(SCOPE, result[key])],
          })),
        },
      ],
    },
  };
}

/** Everybody who may vote in a place, and how many of them did. */
export function votersUnit(
  id: string,
  name: { readonly fr: string; readonly en: string },
  registered: number | null,
  voters: number,
) {
  return {
    '@type': 'ElectionResults.ReportingUnit',
    '@id': id,
    Name: bothLanguages(name),
    Type: 'other',
    OtherType: 'electorate',
    ...(registered === null ? {} : { VotersRegistered: registered }),
    VotersParticipated: voters,
  };
}

/** The first and the last day on which votes are accepted, on the clocks of the contest. */
export function daysOf(contest: {
  readonly opens_at: string;
  readonly closes_at: string;
  readonly time_zone: string;
}) {
  const day = (ms: number): string => localInstantText(ms, contest.time_zone).slice(0, 10);
  return { StartDate: day(instantMs(contest.opens_at)), EndDate: day(instantMs(contest.closes_at) - 1) };
}

export function ballotCounts(unit: string, ballots: number) {
  return {
    '@type': 'ElectionResults.BallotCounts',
    Type: 'total',
    GpUnitId: unit,
    BallotsCast: ballots,
  } as const;
}

export function voteCounts(unit: string, votes: number) {
  return { '@type': 'ElectionResults.VoteCounts', Type: 'total', GpUnitId: unit, Count: votes } as const;
}

/** Blank votes: ballots that were cast and name nobody. */
export function undervotes(unit: string, blank: number) {
  return { '@type': 'ElectionResults.OtherCounts', GpUnitId: unit, Undervotes: blank } as const;
}

export function countStatus(isPublished: boolean) {
  return {
    '@type': 'ElectionResults.CountStatus',
    Type: 'total',
    Status: isPublished ? 'completed' : 'in-process',
  } as const;
}

/** The format has no member for a digest of the ballots. */
export function digestNote(contest: string, digest: string): string {
  return `SHA-256 of the ballots of ${contest}: ${digest}.`;
}
