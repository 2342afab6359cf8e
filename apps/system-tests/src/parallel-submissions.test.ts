import { jest } from '@jest/globals';
import { expectNothingLostNothingTwice, useSystem, VoteLoad, voters } from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

describe('voters who submit in parallel', () => {
  const { stack, open } = useSystem({
    suite: 'parallel-submissions',
    processes: { 'validation-worker': 2, aggregator: 2 },
  });

  test('fault 4: 40 voters, 16 submissions each at once: 40 counted, 600 already-voted, all attempts counted (P3)', async () => {
    const law = await open(40);
    // Round by round, so that the submissions of one voter are 40 apart: in other groups, for other workers.
    const votes = Array.from({ length: 16 }, (_, round) =>
      law.voters.map((voter, i): LawVote => {
        return { kind: 'law', voter, lawId: law.id, choice: (i + round) % 2 === 0 ? 'oui' : 'non' };
      }),
    ).flat();
    const record = await new VoteLoad(votes, { target: stack.target, connections: 128 }).done();
    expect(record.accepted).toHaveLength(640);
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 40, rejected: { 'already-voted': 600 } });

    const attempts = await stack.sql<{ voters: number; attempts: number }>(
      `SELECT count(*)::int AS voters, sum(attempts)::int AS attempts FROM duplicate_attempts
        WHERE roll_key = $1 AND reason = 'already-voted' AND octet_length(credential_hash) = 32`,
      [`law:${law.id}`],
    );
    expect(attempts).toEqual([{ voters: 40, attempts: 600 }]);
  });

  test('strangers among them are rejected, and grouped: nobody fills the audit by guessing', async () => {
    const law = await open(20);
    const strangers = voters(100);
    const votes = [...law.voters, ...strangers].map((voter): LawVote => ({
      kind: 'law',
      voter,
      lawId: law.id,
      choice: 'oui',
    }));
    const record = await new VoteLoad(votes, { target: stack.target, connections: 32 }).done();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 20, rejected: { 'unknown-credential': 100 } });
    const rows = await stack.sql(
      `SELECT octet_length(credential_hash) AS hash, attempts::int AS attempts FROM duplicate_attempts
        WHERE roll_key = $1 AND reason = 'unknown-credential'`,
      [`law:${law.id}`],
    );
    expect(rows).toEqual([{ hash: 0, attempts: 100 }]);
  });
});
