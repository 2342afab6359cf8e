import { randomUUID } from 'node:crypto';
import type { SubmissionBody } from '@scrutin/contracts/public';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import {
  bodyOf,
  eventually,
  oneVoteEach,
  problemOf,
  refusalOf,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';
import { voteRequest } from '@scrutin/voting-load';

describe('an Idempotency-Key that is used again', () => {
  const { stack, open, openElection, ask, cast } = useSystem({ suite: 'idempotency-key', connections: 2 });

  const untilSubmissionIs = (location: string, expected: Partial<SubmissionBody>): Promise<void> =>
    eventually(`${location} is ${expected.state}`, async () => {
      expect(JSON.parse((await ask(location)).text)).toMatchObject(expected);
    });

  const textOf = async (vote: LawVote, key: string): Promise<string> => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const url = `${stack.target()}${PUBLIC_ROUTES.voteOnLaw.path}`;
    return (await fetch(url, { method: 'POST', headers, body: voteRequest(vote).body })).text();
  };

  test('for the right region, after the wrong one, is another submission, which is counted', async () => {
    const election = await openElection({
      regions: [{ candidates: 2 }, { candidates: 2 }],
      votersPerRegion: 1,
    });
    const [own, other] = election.races;
    const [voter, key] = [own!.voters[0]!, randomUUID()];
    const wrong = bodyOf(await cast(voteInRace(other!, voter, [other!.candidates[0]!]), key)).location;
    await untilSubmissionIs(wrong, { state: 'rejected', reason: 'wrong-region' });
    const right = bodyOf(await cast(voteInRace(own!, voter, [own!.candidates[0]!]), key)).location;
    expect(right).not.toBe(wrong);
    await untilSubmissionIs(right, { state: 'counted' });
  });

  test('for another choice is answered like the first sending, whose vote is counted (P6)', async () => {
    const law = await open(1);
    const [[vote], key] = [oneVoteEach(law), randomUUID()];
    const first = await cast({ ...vote!, choice: 'oui' }, key);
    const location = bodyOf(first).location;
    await untilSubmissionIs(location, { state: 'counted' });
    for (const choice of ['oui', 'non'] as const) {
      const again = await cast({ ...vote!, choice }, key);
      expect(bodyOf(again)).toEqual(bodyOf(first));
    }
    // The client shows only the members that it knows. The bytes must not differ either.
    const texts = await Promise.all(
      (['oui', 'non'] as const).map((choice) => textOf({ ...vote!, choice }, key)),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test('for another choice, after a rejection, is answered that the first vote was not counted', async () => {
    const law = await open(1);
    const [vote] = oneVoteEach(law);
    const stranger = { ...vote!, voter: { nas: '123456782', code: 'ZZZZZZ' } };
    const key = randomUUID();
    const location = bodyOf(await cast({ ...stranger, choice: 'oui' }, key)).location;
    await untilSubmissionIs(location, { state: 'rejected', reason: 'unknown-credential' });
    const again = await cast({ ...stranger, choice: 'non' }, key);
    expect(problemOf(again)['location']).toBe(location);
    expect(refusalOf(again)).toEqual([422, 'key-of-rejected-vote']);
  });
});
