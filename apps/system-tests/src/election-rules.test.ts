import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Problem } from '@scrutin/contracts/problems';
import type { SubmissionBody } from '@scrutin/contracts/public';
import type { RejectionReason, Selection } from '@scrutin/election';
import { rankingSelection } from '@scrutin/election';
import type { AcceptedVote, Election, Race, VoteRecord } from '@scrutin/testkit';
import {
  eventually,
  expectElectionNothingLostNothingTwice,
  expectNothingLostNothingTwice,
  oneBallotEach,
  oneVoteEach,
  openElection,
  openLaw,
  setWithdrawal,
  someRanking,
  submittedVote,
  useSystem,
  voteInRace,
  VoteLoad,
  voters,
} from '@scrutin/testkit';
import type { ElectionVote, HttpAnswer } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;

describe('what a ballot of an election may say, and who may cast it when', () => {
  const { stack, client, rolls } = useSystem({ suite: 'election-rules', processes: { 'ingestion-api': 2 } });

  /** One race of single choices and one of rankings, whose candidates bear other identifiers. */
  const open = async (votersPerRegion: number, window = {}): Promise<[Election, Race, Race]> => {
    const election = await openElection(stack, {
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
    rolls.push(election);
    const [single, ranked] = election.races;
    return [election, single!, ranked!];
  };
  const cast = async (ballot: ElectionVote): Promise<HttpAnswer> => {
    const answer = await castVote(client, stack.target, ballot);
    if (answer.kind === 'unanswered') throw answer.error;
    return answer;
  };
  const castAll = (ballots: readonly ElectionVote[]): Promise<VoteRecord<ElectionVote>> =>
    new VoteLoad(ballots, { target: stack.target }).done();
  const problemOf = async (ballot: ElectionVote): Promise<[number, string | undefined]> => {
    const answer = await cast(ballot);
    return [answer.status, (JSON.parse(answer.text) as Problem).type.split(':').pop()];
  };
  const nothing: VoteRecord<ElectionVote> = { accepted: [], refused: [], unanswered: [], setbacks: [] };

  test('fault 8: a draft takes nothing, and is not known to exist (P9)', async () => {
    const [draft, single] = await open(1, { status: 'draft' });
    expect(await problemOf(voteInRace(single, draft.voters[0]!, ['a1']))).toEqual([404, 'unknown-contest']);
    await expectElectionNothingLostNothingTwice(stack, draft, nothing, { resultsHidden: true });
  });

  test.each([
    { reason: 'not-open', opensAtMs: 10 * MINUTE_MS, closesAtMs: 20 * MINUTE_MS },
    { reason: 'closed', opensAtMs: -20 * MINUTE_MS, closesAtMs: -10 * MINUTE_MS },
  ])('fault 8: an election that is $reason takes nothing, and says its times (P9)', async (window) => {
    const now = Date.now();
    const [opensAtMs, closesAtMs] = [now + window.opensAtMs, now + window.closesAtMs];
    const [election, single] = await open(1, { opensAtMs, closesAtMs });
    const answer = await cast(voteInRace(single, election.voters[0]!, ['a1']));
    expect(answer.status).toBe(409);
    const problem = JSON.parse(answer.text) as Problem;
    expect(problem.type).toMatch(new RegExp(`:${window.reason}$`));
    expect(problem.opens_at).toBe(new Date(opensAtMs).toISOString());
    expect(problem.closes_at).toBe(new Date(closesAtMs).toISOString());
    await expectElectionNothingLostNothingTwice(stack, election, nothing);
  });

  test('fault 8: an invalid ballot is refused with its reason, and the voter can still vote', async () => {
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
      expect([ballot.ranking, ...(await problemOf(ballot))]).toEqual([ballot.ranking, status, type]);
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

  test('fault 8: a ballot for another region than one’s own is rejected, and the right one still counts (P3)', async () => {
    const [election, single, ranked] = await open(5);
    const wrong = [
      ...single.voters.map((voter) => voteInRace(ranked, voter, ['b1', 'b2'])),
      ...ranked.voters.map((voter) => voteInRace(single, voter, ['a1'])),
    ];
    const first = await castAll(wrong);
    expect(first.accepted).toHaveLength(10);
    await eventually('all of them are told', async () => {
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

  test('fault 8: a voter of one election can vote in another one, and on a law, with the same NAS (P3)', async () => {
    const [first] = await open(10);
    const sameNas = (): { nas: string; code: string }[] =>
      voters(20).map(({ code }, i) => ({ nas: first.voters[i]!.nas, code }));
    const second = await openElection(stack, { regions: [{ candidates: 3, voters: sameNas() }] });
    const law = await openLaw(stack, { voters: sameNas() });
    rolls.push(second, law);
    const [inFirst, inSecond, onLaw] = await Promise.all([
      castAll(oneBallotEach(first)),
      castAll(oneBallotEach(second)),
      new VoteLoad(oneVoteEach(law), { target: stack.target }).done(),
    ]);
    const everybody = { counted: 20, rejected: {} };
    expect(await expectElectionNothingLostNothingTwice(stack, first, inFirst)).toEqual(everybody);
    expect(await expectElectionNothingLostNothingTwice(stack, second, inSecond)).toEqual(everybody);
    expect(await expectNothingLostNothingTwice(stack, law, onLaw)).toEqual(everybody);
    // The credential of one is none in the other.
    const [stranger] = second.voters;
    const record = await castAll([voteInRace(first.races[0]!, stranger!, ['a1'])]);
    const both = { ...inFirst, accepted: [...inFirst.accepted, ...record.accepted] };
    const outcome = await expectElectionNothingLostNothingTwice(stack, first, both);
    expect(outcome).toEqual({ counted: 20, rejected: { 'unknown-credential': 1 } });
  });

  test('fault 8: a withdrawal in mid-vote: ballots accepted before it count as they were cast, later ones are refused', async () => {
    const [election, , ranked] = await open(600);
    const ballots = ranked.voters.map((voter, i) => voteInRace(ranked, voter, someRanking(ranked, i)));
    const load = new VoteLoad(ballots, { target: stack.target, votesPerSecond: 200 });
    await load.accepted(50);
    // As the office does it: far enough ahead that every process knows of it in time.
    await setWithdrawal(stack, ranked, 'b2', Date.now() + 1_000);
    const record = await load.done();

    const names = (some: readonly ElectionVote[]): number =>
      some.filter(({ ranking }) => ranking.includes('b2')).length;
    expect(names(record.accepted)).toBeGreaterThan(0);
    expect(record.refused.length).toBeGreaterThan(0);
    expect(names(record.refused)).toBe(record.refused.length);
    for (const { status, text } of record.refused) {
      expect([status, (JSON.parse(text) as Problem).type]).toEqual([
        422,
        expect.stringMatching(/:withdrawn-candidate$/),
      ]);
    }
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
    // Who was refused votes again, for somebody else.
    const again = record.refused.map(({ voter }) => voteInRace(ranked, voter, ['b1']));
    const second = await castAll(again);
    const both = { ...second, accepted: [...record.accepted, ...second.accepted] };
    expect((await expectElectionNothingLostNothingTwice(stack, election, both)).counted).toBe(600);
  });

  test('fault 8: ballots that came past the API are judged by the worker, each for its own reason', async () => {
    const [election, single, ranked] = await open(8);
    const bad: [Race, Selection, RejectionReason][] = [
      [single, rankingSelection(['a1', 'a2']), 'ranking-not-allowed'],
      [single, rankingSelection(['b1']), 'unknown-candidate'],
      [single, rankingSelection([]), 'invalid-selection'],
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
      received: 'past-the-api', // these came past the API
    });
    expect(outcome.counted).toBe(16);
    expect(outcome.rejected).toEqual({
      'ranking-not-allowed': 1,
      'unknown-candidate': 2,
      'invalid-selection': 1,
      'withdrawn-candidate': 1,
      'repeated-candidate': 1,
      'too-many-ranks': 1,
    });
  });
});
