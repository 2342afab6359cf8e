import { expectNothingLostNothingTwice, useSystem, voters } from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

describe('voters who submit in parallel', () => {
  const { stack, open, castAll } = useSystem({
    suite: 'parallel-submissions',
    processes: { 'validation-worker': 2, aggregator: 2 },
  });

  test('of 40 voters with 16 votes each, 40 votes are counted, 600 are rejected, and all attempts are recorded (P3)', async () => {
    const law = await open(40);
    // The votes of one voter are 40 apart, so that they come in different groups and to different workers.
    const votes = Array.from({ length: 16 }, (_, round) =>
      law.voters.map((voter, i): LawVote => {
        return { kind: 'law', voter, lawId: law.id, choice: (i + round) % 2 === 0 ? 'oui' : 'non' };
      }),
    ).flat();
    const record = await castAll(votes, { connections: 128 });
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

  test('unknown credentials are rejected and recorded in one row, so that nobody can fill the audit by guessing', async () => {
    const law = await open(20);
    const strangers = voters(100);
    const votes = [...law.voters, ...strangers].map((voter): LawVote => ({
      kind: 'law',
      voter,
      lawId: law.id,
      choice: 'oui',
    }));
    const record = await castAll(votes, { connections: 32 });
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
