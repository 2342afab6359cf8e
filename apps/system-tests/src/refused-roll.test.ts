import { readFileSync } from 'node:fs';
import path from 'node:path';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Law, VoteRecord } from '@scrutin/testkit';
import {
  closeLaw,
  eventually,
  issueCredentials,
  oneVoteEach,
  publishLaw,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';
import type { Voter } from '@scrutin/voting-load';

const { stack, open, rolls, castAll } = useSystem({
  suite: 'refused-roll',
  settings: { 'validation-worker': { CLAIM_DOUBT_MS: '2000' } },
});

const cast = (law: Law, voters = law.voters): Promise<VoteRecord> => castAll(oneVoteEach(law, voters));

/** Waits until all accepted votes are settled. Returns `counted` or the rejection reason of each, sorted. */
async function outcomesOf(...records: readonly VoteRecord[]): Promise<string[]> {
  const ids = records.flatMap(({ accepted }) => accepted.map(({ submissionId }) => submissionId));
  return eventually(
    'all are settled',
    async () => {
      const rows = await stack.sql<{ reason: string | null }>(
        `SELECT r.reason FROM settled_submissions s LEFT JOIN rejected_submissions r USING (submission_id)
          WHERE s.submission_id = ANY ($1::uuid[])`,
        [ids],
      );
      expect(rows).toHaveLength(ids.length);
      return rows.map(({ reason }) => reason ?? 'counted').sort();
    },
    { everyMs: 200 },
  );
}

const times = (outcome: string, count: number): string[] => Array<string>(count).fill(outcome);

describe('a roll that is refused because the contest has closed', () => {
  test('lets nobody vote: a vote of its voters that waited in the queue is rejected', async () => {
    const law = await issueCredentials(stack, 20);
    rolls.push(law);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const other = path.join(stack.folder, `${law.id}-more`);
    const sizes = ['--count', '20', '--law-id', law.id, '--output', other];
    await runOrThrow(stack, ['credentials', 'generate', ...sizes]);
    const votersOfOther = votersOf(other);

    const [worker] = stack.running('validation-worker');
    worker?.send('SIGSTOP');
    let record: VoteRecord;
    try {
      record = await cast(law, [...law.voters, ...votersOfOther]);
      expect(record.accepted).toHaveLength(40);
      await closeLaw(stack, law, Date.now());
      const { code, stderr } = await stack.scrutin(['roll', 'load', other]);
      expect(stderr).toContain('The roll is unchanged, in Redis and on record.');
      expect(code).toBe(1);
      expect(await runOrThrow(stack, ['roll', 'status'])).toContain('20 registered; Redis: 20');
    } finally {
      worker?.send('SIGCONT');
    }
    expect(await outcomesOf(record)).toEqual([...times('counted', 20), ...times('unknown-credential', 20)]);
    const acts = await stack.sql<{ action: string }>(
      `SELECT action FROM admin_audit WHERE subject = $1 AND action LIKE 'roll.%' ORDER BY id`,
      [`law:${law.id}`],
    );
    expect(acts.map(({ action }) => action)).toEqual(['roll.load', 'roll.record', 'roll.load']);
  });
});

describe('votes that are lost after their claims', () => {
  test('can be cast again and count once, after their queue was deleted', async () => {
    const law = await open(20);
    const kept = await cast(law, law.voters.slice(0, 10));
    expect(await outcomesOf(kept)).toEqual(times('counted', 10));
    await loseVotes(law, law.voters.slice(10));

    const rebuilt = await stack.scrutin(['roll', 'rebuild', `law:${law.id}`]);
    expect(rebuilt).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('10 claims have no counted vote') as unknown,
    });
    const again = await cast(law);
    expect(await outcomesOf(again)).toEqual([...times('already-voted', 10), ...times('counted', 10)]);
    expect(await runOrThrow(stack, ['roll', 'rebuild', `law:${law.id}`])).toContain(
      '10 credentials were claimed',
    );
  });

  test('can be cast again at once after `roll rebuild --release`, which is refused until the queues are empty', async () => {
    const law = await open(10);
    const release = ['roll', 'rebuild', `law:${law.id}`, '--release'];
    await loseVotes(law, law.voters, async () => {
      const refusal = await stack.scrutin([...release, '--reason', 'a test deletes the queue']);
      expect(refusal).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('still on their way') as unknown,
      });
    });
    const acts = () =>
      stack.sql<{ subject: string; reason: string; after: unknown }>(
        `SELECT subject, reason, after FROM admin_audit WHERE action = 'roll.release'`,
      );
    expect(await stack.scrutin(release)).toMatchObject({ code: 2 });
    expect(await acts()).toEqual([]);
    const reason = 'votes.aggregation was deleted';
    expect(await runOrThrow(stack, [...release, '--reason', reason])).toContain(
      '10 claims without a counted vote were taken back',
    );
    expect(await acts()).toEqual([{ subject: `law:${law.id}`, reason, after: { claims: 10 } }]);
    expect(await outcomesOf(await cast(law))).toEqual(times('counted', 10));
    expect(await outcomesOf(await cast(law))).toEqual(times('already-voted', 10));
  });
});

/** Casts votes that are accepted and claimed, and deletes the queue before an aggregator gets them. */
async function loseVotes(
  law: Law,
  voters: readonly Voter[],
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  // Without an aggregator the messages stay in the queue, and are deleted with it.
  await stack.endAll('aggregator', 'SIGTERM');
  const lost = await cast(law, voters);
  expect(lost.accepted).toHaveLength(voters.length);
  await eventually('all are claimed', async () => {
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(0);
    expect(await stack.virtualHost.depth(QUEUES.aggregation)).toBeGreaterThan(0);
  });
  await meanwhile();
  await stack.virtualHost.deleteQueue(QUEUES.aggregation);
  await stack.startApp('aggregator');
}

function votersOf(folder: string): Voter[] {
  const text = readFileSync(path.join(folder, 'letters', 'letters-00001.csv'), 'utf8');
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) => {
      const [nas = '', code = ''] = line.split(',');
      return { nas, code };
    });
}
