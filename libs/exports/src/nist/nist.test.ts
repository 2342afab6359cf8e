import { BLANK_SELECTION } from '@scrutin/election';
import type { SelectionCount } from '@scrutin/tabulation';
import {
  CLOSES,
  DURING,
  electionNight,
  LAW_BALLOTS,
  PLANS,
  selectionsOf,
} from '../fixture/election-night.ts';
import { faultsBy } from '../fixture/nist-schemas.ts';
import { electionRecord, ISSUER, lawRecord } from '../fixture/written.ts';
import type { RecordedBallots } from './cast-vote-records.ts';
import { castVoteRecordWriter } from './cast-vote-records.ts';
import { recordedBallotsOfLaw, recordedBallotsOfRace } from './recorded-ballots.ts';
import { resultsReport } from './results-report.ts';

interface Votes {
  readonly Count: number;
  readonly Round?: number;
}
interface Selection {
  readonly CandidateIds?: readonly string[];
  readonly VoteCounts: readonly Votes[];
}
interface Report {
  readonly Status: string;
  readonly IsTest?: boolean;
  readonly Notes?: string;
  readonly GpUnit: readonly { VotersRegistered: number; VotersParticipated: number }[];
  readonly Election: readonly {
    readonly StartDate: string;
    readonly EndDate: string;
    readonly Candidate?: readonly {
      readonly '@id': string;
      readonly PostElectionStatus?: string;
      readonly ExternalIdentifier: readonly { readonly Value: string }[];
    }[];
    readonly BallotCounts: readonly { readonly BallotsCast: number }[];
    readonly Contest: readonly {
      readonly NumberElected?: number;
      readonly OtherCounts: readonly { readonly Undervotes: number }[];
      readonly ContestSelection: readonly Selection[];
    }[];
  }[];
}

const faultsOfReport = faultsBy('NIST_V2_election_results_reporting');
const faultsOfRecords = faultsBy('NIST_V0_cast_vote_records');

describe('election results (NIST SP 1500-100)', () => {
  it('of an election are valid and have the votes, rounds, seats and turnout of the results', async () => {
    const record = await electionRecord();
    const report = resultsReport(record, ISSUER) as Report;
    expect(faultsOfReport(report)).toBeUndefined();
    expect(report.Status).toBe('certified');
    const election = report.Election[0]!;
    expect([election.StartDate, election.EndDate]).toEqual(['2026-10-05', '2026-10-05']);
    expect(report.GpUnit.map((unit) => [unit.VotersRegistered, unit.VotersParticipated])).toEqual(
      [record.result, ...record.races.map(({ result }) => result)].map(({ turnout }) => [
        turnout.registered_voters,
        turnout.voters,
      ]),
    );
    expect(election.BallotCounts.map(({ BallotsCast }) => BallotsCast)).toEqual([
      record.result.total_votes,
      ...record.races.map(({ result }) => result.total_votes),
    ]);
    const candidates = new Map(election.Candidate!.map((candidate) => [candidate['@id'], candidate]));
    for (const [index, { result, tabulation }] of record.races.entries()) {
      const contest = election.Contest[index]!;
      expect(contest.NumberElected).toBe(result.seats);
      expect(contest.OtherCounts[0]!.Undervotes).toBe(result.blank_count);
      const winners: string[] = [];
      for (const [place, { CandidateIds, VoteCounts }] of contest.ContestSelection.entries()) {
        const candidate = result.candidates[place]!;
        const named = candidates.get(CandidateIds![0]!)!;
        expect(named.ExternalIdentifier[0]!.Value).toBe(candidate.candidate_id);
        if (named.PostElectionStatus === 'winner') winners.push(candidate.candidate_id);
        expect(VoteCounts[0]).toMatchObject({ Count: candidate.votes });
        const rounds = result.method === 'ranked_choice' ? tabulation!.rounds : [];
        expect(VoteCounts.slice(1).map(({ Count, Round }) => [Round, Count])).toEqual(
          rounds.flatMap(({ tally }, round) => {
            const votes = tally[candidate.candidate_id];
            return votes === undefined ? [] : [[round + 1, Number(votes)]];
          }),
        );
      }
      expect(winners.sort()).toEqual([...tabulation!.winners].sort());
      expect(report.Notes).toContain(tabulation!.ballots_digest);
    }
  });

  it('of a law are valid and have its votes', async () => {
    const record = await lawRecord();
    const report = resultsReport(record, ISSUER) as Report;
    expect(faultsOfReport(report)).toBeUndefined();
    const [contest] = report.Election[0]!.Contest;
    expect(contest!.ContestSelection.map(({ VoteCounts }) => VoteCounts[0]!.Count)).toEqual([
      record.result.oui_count,
      record.result.non_count,
    ]);
    expect(contest!.OtherCounts[0]!.Undervotes).toBe(record.result.blank_count);
    expect(report.Notes).toContain(record.tabulation!.ballots_digest);
  });

  it.each([
    ['pre-election', { certified: false, nowMs: DURING - 86_400_000 }],
    ['unofficial-partial', { certified: false, nowMs: DURING }],
    ['unofficial-partial', { certified: false, nowMs: CLOSES }],
  ] as const)('are %s before all counts are published', async (status, options) => {
    for (const record of [await electionRecord(options), await lawRecord(options)]) {
      const report = resultsReport(record, ISSUER) as Report;
      expect(faultsOfReport(report)).toBeUndefined();
      expect([report.Status, report.IsTest]).toEqual([status, undefined]);
    }
  });

  it('of a rehearsal say that they are a test', async () => {
    const report = resultsReport(await electionRecord({ purpose: 'rehearsal' }), ISSUER) as Report;
    expect(report).toMatchObject({ IsTest: true, TestType: 'rehearsal' });
    expect(faultsOfReport(report)).toBeUndefined();
  });
});

interface Records {
  readonly CVR: readonly {
    readonly CVRSnapshot: readonly {
      readonly '@id': string;
      readonly CVRContest: readonly {
        readonly CVRContestSelection: readonly { ContestSelectionId: string; Rank?: number }[];
      }[];
    }[];
  }[];
  readonly Election: readonly {
    readonly Contest: readonly { readonly ContestSelection: readonly { '@id': string }[] }[];
  }[];
}

function written(contest: RecordedBallots, groups: readonly SelectionCount[]): Records {
  const { head, pieces, tail } = castVoteRecordWriter(contest, 'fr');
  return JSON.parse([head, ...pieces(groups), tail].join('')) as Records;
}

/** The ballots of a file, grouped again. */
function grouped({ CVR, Election }: Records, ids: readonly string[]): Record<string, bigint> {
  const choices = Election[0]!.Contest[0]!.ContestSelection.map((choice) => choice['@id']);
  const groups: Record<string, bigint> = {};
  for (const { CVRSnapshot } of CVR) {
    const chosen = CVRSnapshot[0]!.CVRContest[0]!.CVRContestSelection;
    expect(chosen.map(({ Rank }) => Rank ?? 1)).toEqual(chosen.map((_one, index) => index + 1));
    const selection =
      chosen.length === 0
        ? BLANK_SELECTION
        : chosen.map(({ ContestSelectionId }) => ids[choices.indexOf(ContestSelectionId)]).join('>');
    groups[selection] = (groups[selection] ?? 0n) + 1n;
  }
  return groups;
}

describe('cast vote records (NIST SP 1500-103)', () => {
  const count = { ballots: 1n, ballotsDigest: 'f'.repeat(64), publishedAtMs: CLOSES };

  it.each(PLANS)('of the race of $region are valid, and are its ballots', async (plan) => {
    const election = await electionNight({ nowMs: CLOSES, certified: true }).election('PROV-2026');
    const race = election!.races.find(({ regionId }) => regionId === plan.region)!;
    const groups = selectionsOf(plan);
    const records = written(recordedBallotsOfRace(election!, race, count), groups);
    expect(faultsOfRecords(records)).toBeUndefined();
    const ids = race.candidates.map(({ id }) => id);
    expect(grouped(records, ids)).toEqual(
      Object.fromEntries(groups.map(({ selection, ballots }) => [selection, ballots])),
    );
    const numbers = records.CVR.map(({ CVRSnapshot }) => CVRSnapshot[0]!['@id']);
    expect(numbers).toEqual(numbers.map((_number, index) => `ballot-${index + 1}`));
  });

  it('of a law are valid, and are its ballots', async () => {
    const found = await electionNight({ nowMs: CLOSES, certified: true }).law('L-1');
    const groups = [
      { selection: BLANK_SELECTION, ballots: LAW_BALLOTS.blank },
      { selection: 'non', ballots: LAW_BALLOTS.non },
      { selection: 'oui', ballots: LAW_BALLOTS.oui },
    ];
    const records = written(recordedBallotsOfLaw(found!.law, count), groups);
    expect(faultsOfRecords(records)).toBeUndefined();
    expect(grouped(records, ['oui', 'non'])).toEqual({
      [BLANK_SELECTION]: LAW_BALLOTS.blank,
      non: LAW_BALLOTS.non,
      oui: LAW_BALLOTS.oui,
    });
  });

  it('of a rehearsal say so, and are valid', async () => {
    const found = await electionNight({ nowMs: CLOSES, certified: true }).law('L-1');
    const real = recordedBallotsOfLaw(found!.law, count);
    const rehearsed = recordedBallotsOfLaw({ ...found!.law, purpose: 'rehearsal' }, count);
    const groups = [{ selection: 'oui', ballots: 1n }];
    expect(written(real, groups)).toMatchObject({ ReportType: ['aggregated'] });
    const records = written(rehearsed, groups);
    expect(faultsOfRecords(records)).toBeUndefined();
    expect(records).toMatchObject({
      ReportType: ['aggregated', 'other'],
      OtherReportType: 'rehearsal',
      Notes: expect.stringMatching(/^Rehearsal: nothing was decided\. /) as string,
    });
  });

  it('of no ballot are valid', async () => {
    const found = await electionNight({ nowMs: CLOSES, certified: true }).law('L-1');
    const records = written(recordedBallotsOfLaw(found!.law, { ...count, ballots: 0n }), []);
    expect(faultsOfRecords(records)).toBeUndefined();
    expect(records.CVR).toEqual([]);
  });

  it('refuse a ballot that names somebody else', async () => {
    const found = await electionNight({ nowMs: CLOSES, certified: true }).law('L-1');
    const groups = [{ selection: 'peut-être', ballots: 1n }];
    expect(() => written(recordedBallotsOfLaw(found!.law, count), groups)).toThrow(RangeError);
  });
});
