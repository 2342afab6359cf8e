import type { LocalizedText } from '@scrutin/election';
import { BLANK_SELECTION, rankingOf } from '@scrutin/election';
import type { SelectionCount } from '@scrutin/tabulation';
import { wholeSeconds } from './report-texts.ts';

/** A candidate or a side of a law, as cast vote records name it. */
interface RecordedChoice {
  readonly id: string;
  readonly name: LocalizedText;
  readonly party: { readonly code: string; readonly name: LocalizedText } | undefined;
}

/** A contest whose ballots are published, without the ballots. */
export interface RecordedBallots {
  /** `law:ID` or `election:ID:REGION`. */
  readonly contest: string;
  readonly name: LocalizedText;
  readonly kind: 'law' | 'single_choice' | 'ranked_choice';
  readonly isRehearsal: boolean;
  readonly seats: number;
  /** How many candidates a ballot may name. */
  readonly votesAllowed: number;
  readonly choices: readonly RecordedChoice[];
  /** Of the count that stands: its ballots, their digest, and when it was published (RFC 3339, UTC). */
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly publishedAt: string;
}

/** The parts of a file around its ballots. */
interface CastVoteRecordWriter {
  readonly head: string;
  /** The ballots of some groups, in pieces of one group and at most {@link BALLOTS_OF_PIECE} ballots. */
  readonly pieces: (page: readonly SelectionCount[]) => Generator<string, void>;
  readonly tail: string;
}

/** About 400 kB of text, which takes a few milliseconds to write. */
const BALLOTS_OF_PIECE = 1_000n;

/**
 * Writes the ballots of a contest as cast vote records (NIST SP 1500-103, version 1.0.0, JSON), one for each ballot.
 *
 * P6: the groups must come in an order that does not depend on how ballots arrived, as the public record of ballots
 * has them; the ballots of a group are equal. A record has a number, which counts the records of the file, and no time,
 * no place and no device of its own.
 *
 * @param language of the names: the format has one text for each
 */
export function castVoteRecordWriter(
  contest: RecordedBallots,
  language: keyof LocalizedText,
): CastVoteRecordWriter {
  const text = JSON.stringify({ ...reportOf(contest, language), CVR: [] });
  const selections = new Map(contest.choices.map(({ id }, index) => [id, `selection-${index + 1}`]));
  let written = 0n;
  function* pieces(page: readonly SelectionCount[]): Generator<string, void> {
    for (const { selection, ballots } of page) {
      const [before, between, after] = ballotText(contest, selections, selection);
      for (let left = ballots; left > 0n;) {
        let piece = '';
        for (let end = left > BALLOTS_OF_PIECE ? left - BALLOTS_OF_PIECE : 0n; left > end; left -= 1n) {
          piece += written === 0n ? '\n' : ',\n';
          written += 1n;
          const number = written.toString();
          piece += `${before}${number}${between}${number}${after}`;
        }
        yield piece;
      }
    }
  }
  return { head: text.slice(0, -2), pieces, tail: `\n${text.slice(-2)}\n` };
}

function reportOf(contest: RecordedBallots, language: keyof LocalizedText) {
  const { choices } = contest;
  const name = contest.name[language];
  const parties = [
    ...new Map(choices.flatMap(({ party }) => (party === undefined ? [] : [[party.code, party]]))).values(),
  ];
  return {
    '@type': 'CVR.CastVoteRecordReport',
    Version: '1.0.0',
    ...(contest.isRehearsal
      ? { ReportType: ['aggregated', 'other'], OtherReportType: 'rehearsal' }
      : { ReportType: ['aggregated'] }),
    GeneratedDate: wholeSeconds(contest.publishedAt),
    Notes: `${contest.isRehearsal ? 'Rehearsal: nothing was decided. ' : ''}All ${contest.ballots} ballots of ${contest.contest}, by their selections. SHA-256 of the ballots: ${contest.ballotsDigest}`,
    ReportGeneratingDeviceIds: ['scrutin'],
    ReportingDevice: [{ '@type': 'CVR.ReportingDevice', '@id': 'scrutin', Application: 'Scrutin' }],
    GpUnit: [{ '@type': 'CVR.GpUnit', '@id': 'unit', Type: 'other', OtherType: 'electorate', Name: name }],
    ...(parties.length === 0
      ? {}
      : {
          Party: parties.map((party, index) => ({
            '@type': 'CVR.Party',
            '@id': `party-${index + 1}`,
            Abbreviation: party.code,
            Name: party.name[language],
          })),
        }),
    Election: [
      {
        '@type': 'CVR.Election',
        '@id': 'election',
        ElectionScopeId: 'unit',
        Name: name,
        Code: ourCode(contest.contest.split(':').slice(0, 2).join(':')),
        ...(contest.kind === 'law'
          ? {}
          : {
              Candidate: choices.map((choice, index) => ({
                '@type': 'CVR.Candidate',
                '@id': `candidate-${index + 1}`,
                Name: choice.name[language],
                Code: ourCode(choice.id),
                ...(choice.party === undefined
                  ? {}
                  : { PartyId: `party-${parties.findIndex(({ code }) => code === choice.party?.code) + 1}` }),
              })),
            }),
        Contest: [contestOf(contest, language)],
      },
    ],
  };
}

function contestOf(contest: RecordedBallots, language: keyof LocalizedText) {
  const { choices, kind, seats, votesAllowed } = contest;
  const named = { '@id': 'contest', Name: contest.name[language], Code: ourCode(contest.contest) } as const;
  if (kind === 'law') {
    return {
      '@type': 'CVR.BallotMeasureContest',
      ...named,
      ContestSelection: choices.map((choice, index) => ({
        '@type': 'CVR.BallotMeasureSelection',
        '@id': `selection-${index + 1}`,
        Selection: choice.name[language],
        Code: ourCode(choice.id),
      })),
    };
  }
  return {
    '@type': 'CVR.CandidateContest',
    ...named,
    NumberElected: seats,
    VotesAllowed: votesAllowed,
    VoteVariation: kind === 'ranked_choice' ? 'rcv' : 'plurality',
    ContestSelection: choices.map((_choice, index) => ({
      '@type': 'CVR.CandidateSelection',
      '@id': `selection-${index + 1}`,
      CandidateIds: [`candidate-${index + 1}`],
    })),
  };
}

function ourCode(value: string) {
  return [{ '@type': 'CVR.Code', Type: 'other', OtherType: 'scrutin', Value: value }] as const;
}

/** Stands where the number of a ballot comes. No text of a ballot contains it. */
const NUMBER = '\u0000';

/** The text of a ballot before its first number, between that and its second, and after it. */
function ballotText(
  { kind }: RecordedBallots,
  selections: ReadonlyMap<string, string>,
  selection: string,
): readonly [string, string, string] {
  const ranking = selection === BLANK_SELECTION ? [] : rankingOf(selection);
  const isRanked = kind === 'ranked_choice';
  const text = JSON.stringify({
    '@type': 'CVR.CVR',
    ElectionId: 'election',
    CurrentSnapshotId: `ballot-${NUMBER}`,
    CVRSnapshot: [
      {
        '@type': 'CVR.CVRSnapshot',
        '@id': `ballot-${NUMBER}`,
        Type: 'original',
        CVRContest: [
          {
            '@type': 'CVR.CVRContest',
            ContestId: 'contest',
            ...(ranking.length === 0 ? { Status: ['not-indicated'] } : {}),
            CVRContestSelection: ranking.map((id, index) => ({
              '@type': 'CVR.CVRContestSelection',
              ContestSelectionId: selectionOf(selections, id),
              ...(isRanked ? { Rank: index + 1 } : {}),
              SelectionPosition: [
                {
                  '@type': 'CVR.SelectionPosition',
                  HasIndication: 'yes',
                  NumberVotes: 1,
                  ...(isRanked ? { Rank: index + 1 } : {}),
                },
              ],
            })),
          },
        ],
      },
    ],
  });
  const [before = '', between = '', after = ''] = text.split(JSON.stringify(NUMBER).slice(1, -1));
  return [before, between, after];
}

/** @throws RangeError if a ballot names somebody who is not on the list */
function selectionOf(selections: ReadonlyMap<string, string>, id: string): string {
  const selection = selections.get(id);
  if (selection === undefined) throw new RangeError(`a ballot names ${id}, who is not a candidate`);
  return selection;
}
