import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { SubmissionBody } from '@scrutin/contracts/public';
import { eventually, oneVoteEach, useSystem, voteInRace } from '@scrutin/testkit';
import type { HttpAnswer } from '@scrutin/voting-load';

jest.setTimeout(120_000);

describe('an Idempotency-Key that is used again', () => {
  const { open, openElection, ask, cast } = useSystem({ suite: 'idempotency-key', connections: 2 });

  const untilSubmissionIs = (location: string, expected: Partial<SubmissionBody>): Promise<void> =>
    eventually(`${location} is ${expected.state}`, async () => {
      expect(JSON.parse((await ask(location)).text)).toMatchObject(expected);
    });
  const locationOf = ({ status, text }: HttpAnswer, expectedStatus: number): string => {
    expect(status).toBe(expectedStatus);
    return (JSON.parse(text) as { location: string }).location;
  };

  test('for the right region, after the wrong one, is another submission, which is counted', async () => {
    const election = await openElection({
      regions: [{ candidates: 2 }, { candidates: 2 }],
      votersPerRegion: 1,
    });
    const [own, other] = election.races;
    const [voter, key] = [own!.voters[0]!, randomUUID()];
    const wrong = locationOf(await cast(voteInRace(other!, voter, [other!.candidates[0]!]), key), 202);
    await untilSubmissionIs(wrong, { state: 'rejected', reason: 'wrong-region' });
    const right = locationOf(await cast(voteInRace(own!, voter, [own!.candidates[0]!]), key), 202);
    expect(right).not.toBe(wrong);
    await untilSubmissionIs(right, { state: 'counted' });
  });

  test('for another choice is answered like the first sending, whose vote is counted (P6)', async () => {
    const law = await open(1);
    const [[vote], key] = [oneVoteEach(law), randomUUID()];
    const first = await cast({ ...vote!, choice: 'oui' }, key);
    const location = locationOf(first, 202);
    await untilSubmissionIs(location, { state: 'counted' });
    for (const choice of ['oui', 'non'] as const) {
      const again = await cast({ ...vote!, choice }, key);
      expect([again.status, again.text]).toEqual([202, first.text]);
    }
  });

  test('for another choice, after a rejection, is answered that the first vote was not counted', async () => {
    const law = await open(1);
    const [vote] = oneVoteEach(law);
    const stranger = { ...vote!, voter: { nas: '123456782', code: 'ZZZZZZ' } };
    const key = randomUUID();
    const location = locationOf(await cast({ ...stranger, choice: 'oui' }, key), 202);
    await untilSubmissionIs(location, { state: 'rejected', reason: 'unknown-credential' });
    const again = await cast({ ...stranger, choice: 'non' }, key);
    expect(locationOf(again, 422)).toBe(location);
    expect((JSON.parse(again.text) as { type: string }).type).toMatch(/:key-of-rejected-vote$/);
  });
});
