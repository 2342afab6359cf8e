import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { SubmissionBody } from '@scrutin/contracts/public';
import { eventually, oneVoteEach, openElection, openLaw, useSystem, voteInRace } from '@scrutin/testkit';
import type { ElectionVote, HttpAnswer, LawVote } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

describe('an Idempotency-Key that is used again', () => {
  const { stack, client, rolls } = useSystem({ suite: 'idempotency-key', connections: 2 });

  const cast = async (vote: ElectionVote | LawVote, key: string): Promise<HttpAnswer> => {
    const answer = await castVote(client, stack.target, vote, key);
    if (answer.kind === 'unanswered') throw answer.error;
    return answer;
  };
  const becomes = (location: string, expected: Partial<SubmissionBody>): Promise<void> =>
    eventually(`${location} is ${expected.state}`, async () => {
      const answer = await client.send(`${stack.target()}${location}`);
      if (answer.kind === 'unanswered') throw answer.error;
      expect(JSON.parse(answer.text)).toMatchObject(expected);
    });
  const locationOf = ({ status, text }: HttpAnswer, expectedStatus: number): string => {
    expect(status).toBe(expectedStatus);
    return (JSON.parse(text) as { location: string }).location;
  };

  test('in the right region after the wrong one names another ballot, which is counted', async () => {
    const election = await openElection(stack, {
      regions: [{ candidates: 2 }, { candidates: 2 }],
      votersPerRegion: 1,
    });
    rolls.push(election);
    const [own, other] = election.races;
    const [voter, key] = [own!.voters[0]!, randomUUID()];
    const wrong = locationOf(await cast(voteInRace(other!, voter, [other!.candidates[0]!]), key), 202);
    await becomes(wrong, { state: 'rejected', reason: 'wrong-region' });
    const right = locationOf(await cast(voteInRace(own!, voter, [own!.candidates[0]!]), key), 202);
    expect(right).not.toBe(wrong);
    await becomes(right, { state: 'counted' });
  });

  test('for another choice says the same as for the counted one: that the first sending holds (P6)', async () => {
    const law = await openLaw(stack, { voters: 1 });
    rolls.push(law);
    const [[vote], key] = [oneVoteEach(law), randomUUID()];
    const first = await cast({ ...vote!, choice: 'oui' }, key);
    const location = locationOf(first, 202);
    await becomes(location, { state: 'counted' });
    for (const choice of ['oui', 'non'] as const) {
      const again = await cast({ ...vote!, choice }, key);
      expect([again.status, again.text]).toEqual([202, first.text]);
    }
  });

  test('for another choice after a rejection says that the first was not counted', async () => {
    const law = await openLaw(stack, { voters: 1 });
    rolls.push(law);
    const [vote] = oneVoteEach(law);
    const stranger = { ...vote!, voter: { nas: '123456782', code: 'ZZZZZZ' } };
    const key = randomUUID();
    const location = locationOf(await cast({ ...stranger, choice: 'oui' }, key), 202);
    await becomes(location, { state: 'rejected', reason: 'unknown-credential' });
    const again = await cast({ ...stranger, choice: 'non' }, key);
    expect(locationOf(again, 422)).toBe(location);
    expect((JSON.parse(again.text) as { type: string }).type).toMatch(/:key-of-rejected-vote$/);
  });
});
