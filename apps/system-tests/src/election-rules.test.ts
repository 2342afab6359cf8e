import { QUEUES } from '@scrutin/contracts/messages';
import type { SubmissionBody } from '@scrutin/contracts/public';
import type { RejectionReason, Selection } from '@scrutin/election';
import { BLANK_SELECTION, EFFECT_MARGIN_MS, rankingSelection } from '@scrutin/election';
import type { AcceptedVote, Election, Race } from '@scrutin/testkit';
import {
  eventually,
  expectElectionNothingLostNothingTwice,
  expectNothingLostNothingTwice,
  NO_VOTES,
  oneBallotEach,
  oneVoteEach,
  problemOf,
  refusalOf,
  setWithdrawal,
  someRanking,
  submittedVote,
  useSystem,
  voteInRace,
  voters,
} from '@scrutin/testkit';
import type { ElectionVote } from '@scrutin/voting-load';

const MINUTE_MS = 60_000;

describe('which ballots of an election are valid, and who may cast them when', () => {
  const { stack, openElection, cast, castAll, startVoting, ...system } = useSystem({
    suite: 'election-rules',
    processes: { 'ingestion-api': 2 },
  });

  /** Opens an election with one race of single choices and one of rankings. Their candidates have other identifiers. */
  const open = async (votersPerRegion: number, window = {}): Promise<[Election, Race, Race]> => {
    const election = await openElection({
      regions: [
        { candidates: [{ id: 'a1' }, { id: 'a2' }, { id: 'a3' }] },
        {
          method: 'ranked_choice',
          maxRanks: 3,
          candidates: [
            { id: 'b1' },
            { id: 'b2' },
            { id: 'b3' },
            { id: 'b4' },
            { id: 'gone', isWithdrawn: true },
          ],
        },
      ],
      votersPerRegion,
      ...window,
    });
    const [single, ranked] = election.races;
    return [election, single!, ranked!];
  };
  const refusal = async (ballot: ElectionVote): Promise<[number, string | undefined]> => {
    return refusalOf(await cast(ballot));
  };

  test('a draft accepts no ballot, and the public API does not show it (P9)', async () => {
    const [draft, single] = await open(1, { status: 'draft' });
    expect(await refusal(voteInRace(single, draft.voters[0]!, ['a1']))).toEqual([404, 'unknown-contest']);
    await expectElectionNothingLostNothingTwice(stack, draft, NO_VOTES, { resultsHidden: true });
  });

  test.each([
    { reason: 'not-open', opensAtMs: 10 * MINUTE_MS, closesAtMs: 20 * MINUTE_MS },
    { reason: 'closed', opensAtMs: -20 * MINUTE_MS, closesAtMs: -10 * MINUTE_MS },
  ])('an election that is $reason accepts no ballot, and the answer has its times (P9)', async (window) => {
    const now = Date.now();
    const [opensAtMs, closesAtMs] = [now + window.opensAtMs, now + window.closesAtMs];
    const [election, single] = await open(1, { opensAtMs, closesAtMs });
    const answer = await cast(voteInRace(single, election.voters[0]!, ['a1']));
    expect(answer.status).toBe(409);
    const problem = problemOf(answer);
    expect(problem.type).toMatch(new RegExp(`:${window.reason}$`));
    expect(problem.opens_at).toBe(new Date(opensAtMs).toISOString());
    expect(problem.closes_at).toBe(new Date(closesAtMs).toISOString());
    await expectElectionNothingLostNothingTwice(stack, election, NO_VOTES);
  });

  test('an invalid ballot is refused with the reason, and the voter can still vote', async () => {
    const [election, single, ranked] = await open(8);
    const [alice, bob] = [single.voters[0]!, ranked.voters[0]!];
    const asRanking: Race = { ...single, method: 'ranked_choice' };
    const elsewhere: Race = { ...single, regionId: 'NOWHERE' };
    const refusals: [ElectionVote, number, string][] = [
      [voteInRace(elsewhere, alice, ['a1']), 404, 'unknown-contest'],
      [voteInRace(single, alice, ['nobody']), 422, 'unknown-candidate'],
      [voteInRace(single, alice, ['b1']), 422, 'unknown-candidate'], // of the other race
      [voteInRace(asRanking, alice, ['a1', 'a2']), 422, 'ranking-not-allowed'],
      [voteInRace(ranked, bob, ['b1', 'a1']), 422, 'unknown-candidate'],
      [voteInRace(ranked, bob, ['b1', 'gone']), 422, 'withdrawn-candidate'],
      [voteInRace(ranked, bob, ['b1', 'b2', 'b1']), 422, 'repeated-candidate'],
      [voteInRace(ranked, bob, ['b1', 'b2', 'b3', 'b4']), 422, 'too-many-ranks'],
    ];
    for (const [ballot, status, type] of refusals) {
      expect([ballot.ranking, ...(await refusal(ballot))]).toEqual([ballot.ranking, status, type]);
    }
    const good = election.races.flatMap((race) =>
      race.voters.map((voter, i) =>
        voteInRace(race, voter, race.candidates.slice(0, 1 + (i % race.maxRanks))),
      ),
    );
    const record = await castAll(good);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 16, rejected: {} });
  });

  test('a ballot for a region that is not the voter’s is rejected, and the right one still counts (P3)', async () => {
    const [election, single, ranked] = await open(5);
    const wrong = [
      ...single.voters.map((voter) => voteInRace(ranked, voter, ['b1', 'b2'])),
      ...ranked.voters.map((voter) => voteInRace(single, voter, ['a1'])),
    ];
    const first = await castAll(wrong);
    expect(first.accepted).toHaveLength(10);
    await eventually('all are rejected', async () => {
      for (const { submissionId } of first.accepted) {
        const answer = await fetch(`${stack.target()}/api/v1/submissions/${submissionId}`);
        const body = (await answer.json()) as SubmissionBody;
        expect(body).toMatchObject({ state: 'rejected', reason: 'wrong-region' });
      }
    });
    const second = await castAll(oneBallotEach(election));
    const record = { ...second, accepted: [...first.accepted, ...second.accepted] };
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 10, rejected: { 'wrong-region': 10 } });
  });

  test('a voter of one election can vote with the same NAS in another election and on a law (P3)', async () => {
    const [first] = await open(10);
    const sameNas = (): { nas: string; code: string }[] =>
      voters(20).map(({ code }, i) => ({ nas: first.voters[i]!.nas, code }));
    const second = await openElection({ regions: [{ candidates: 3, voters: sameNas() }] });
    const law = await system.open(sameNas());
    const [inFirst, inSecond, onLaw] = await Promise.all([
      castAll(oneBallotEach(first)),
      castAll(oneBallotEach(second)),
      castAll(oneVoteEach(law)),
    ]);
    const everybody = { counted: 20, rejected: {} };
    expect(await expectElectionNothingLostNothingTwice(stack, first, inFirst)).toEqual(everybody);
    expect(await expectElectionNothingLostNothingTwice(stack, second, inSecond)).toEqual(everybody);
    expect(await expectNothingLostNothingTwice(stack, law, onLaw)).toEqual(everybody);
    // The credential of one election is unknown in the other.
    const [stranger] = second.voters;
    const record = await castAll([voteInRace(first.races[0]!, stranger!, ['a1'])]);
    const both = { ...inFirst, accepted: [...inFirst.accepted, ...record.accepted] };
    const outcome = await expectElectionNothingLostNothingTwice(stack, first, both);
    expect(outcome).toEqual({ counted: 20, rejected: { 'unknown-credential': 1 } });
  });

  test('a candidate withdraws during voting: ballots that were accepted before count unchanged, later ones are refused', async () => {
    const [election, , ranked] = await open(600);
    const ballots = ranked.voters.map((voter, i) => voteInRace(ranked, voter, someRanking(ranked, i)));
    const load = startVoting(ballots, { votesPerSecond: 100 });
    await load.accepted(50);
    // As far ahead as the office sets it, so that every process knows of it in time.
    await setWithdrawal(stack, ranked, 'b2', Date.now() + EFFECT_MARGIN_MS);
    const record = await load.done();

    const rankingB2 = (votes: readonly ElectionVote[]): number =>
      votes.filter(({ ranking }) => ranking.includes('b2')).length;
    expect(rankingB2(record.accepted)).toBeGreaterThan(0);
    expect(record.refused.length).toBeGreaterThan(0);
    expect(rankingB2(record.refused)).toBe(record.refused.length);
    for (const { reply } of record.refused) {
      expect(refusalOf(reply)).toEqual([422, 'withdrawn-candidate']);
    }
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
    // The voters who were refused vote again, for another candidate.
    const again = record.refused.map(({ voter }) => voteInRace(ranked, voter, ['b1']));
    const second = await castAll(again);
    const both = { ...second, accepted: [...record.accepted, ...second.accepted] };
    expect((await expectElectionNothingLostNothingTwice(stack, election, both)).counted).toBe(600);
  });

  test('the worker rejects invalid ballots that did not come through the API, each for its reason', async () => {
    const [election, single, ranked] = await open(8);
    const bad: [Race, Selection, RejectionReason][] = [
      [single, rankingSelection(['a1', 'a2']), 'ranking-not-allowed'],
      [single, rankingSelection(['b1']), 'unknown-candidate'],
      [single, '' as Selection, 'invalid-selection'],
      [ranked, BLANK_SELECTION, 'blank-not-allowed'],
      [ranked, rankingSelection(['b1', 'nobody']), 'unknown-candidate'],
      [ranked, rankingSelection(['b1', 'gone']), 'withdrawn-candidate'],
      [ranked, rankingSelection(['b1', 'b1']), 'repeated-candidate'],
      [ranked, rankingSelection(['b1', 'b2', 'b3', 'b4']), 'too-many-ranks'],
    ];
    const crafted = bad.map(([race, selection, reason], i) => {
      const plan = voteInRace(race, race.voters[i]!, selection.split('>'));
      return { plan, reason, message: { ...submittedVote(stack, plan), selection } };
    });
    await stack.virtualHost.publish(
      QUEUES.validation,
      stack.codecs.submitted.encode(crafted.map(({ message }) => message)),
    );
    const good = await castAll(oneBallotEach(election));
    const accepted = crafted.map(({ plan, message }): AcceptedVote<ElectionVote> => {
      return { ...plan, submissionId: message.submissionId };
    });
    const badBallots = new Map(crafted.map(({ message, reason }) => [message.submissionId, reason]));
    const record = { ...good, accepted: [...good.accepted, ...accepted] };
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record, {
      badBallots,
      received: 'past-the-api', // the API did not receive the crafted ballots
    });
    expect(outcome.counted).toBe(16);
    expect(outcome.rejected).toEqual({
      'ranking-not-allowed': 1,
      'unknown-candidate': 2,
      'invalid-selection': 1,
      'blank-not-allowed': 1,
      'withdrawn-candidate': 1,
      'repeated-candidate': 1,
      'too-many-ranks': 1,
    });
  });
});
