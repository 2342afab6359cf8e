import { QUEUES } from '@scrutin/contracts/messages';
import type { AppName, Law } from '@scrutin/testkit';
import {
  eventually,
  expectBalanced,
  expectNothingLostNothingTwice,
  oneVoteEach,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';

const APPS = ['validation-worker', 'aggregator'] as const satisfies readonly AppName[];

describe('a rehearsal that is thrown away with votes in flight', () => {
  const { stack, open, startVoting, castAll, cast, ask } = useSystem({ suite: 'discarded-rehearsal' });

  const send = (apps: readonly AppName[], signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const process of apps.flatMap((app) => stack.running(app))) process.send(signal);
  };
  /** A test that fails leaves no process paused, on which the next one would wait. */
  afterEach(() => {
    send(APPS, 'SIGCONT');
  });

  /** Waits until all these submissions are settled and the queues are empty, with nothing parked. */
  async function expectAllSettled(accepted: readonly { readonly submissionId: string }[]): Promise<void> {
    await eventually(
      'every accepted vote is settled',
      async () => {
        const [row] = await stack.sql<{ n: number }>(
          'SELECT count(*)::int AS n FROM settled_submissions WHERE submission_id = ANY($1::uuid[])',
          [accepted.map(({ submissionId }) => submissionId)],
        );
        expect(row?.n).toBe(accepted.length);
        for (const queue of Object.values(QUEUES)) expect(await stack.virtualHost.depth(queue)).toBe(0);
      },
      { deadlineMs: 120_000, everyMs: 250 },
    );
    await expectBalanced(stack, {});
  }

  async function expectNothingLeft(law: Law): Promise<void> {
    const [row] = await stack.sql<Record<string, number>>(
      `SELECT (SELECT count(*) FROM vote_audit WHERE roll_key = $1 AND status = 'counted')::int AS counted,
              (SELECT count(*) FROM ballots WHERE contest_key = $1)::int AS ballots,
              (SELECT count(*) FROM vote_results WHERE law_id = $2)::int AS results,
              (SELECT count(*) FROM turnout WHERE contest_key = $1)::int AS turnout,
              (SELECT count(*) FROM laws WHERE id = $2)::int AS laws`,
      [`law:${law.id}`, law.id],
    );
    expect(row).toEqual({ counted: 0, ballots: 0, results: 0, turnout: 0, laws: 0 });
    await eventually('the API does not know the rehearsal any more', async () => {
      expect((await ask(`/api/v1/laws/${law.id}`)).status).toBe(404);
    });
  }

  const discard = (law: Law) => runOrThrow(stack, ['law', 'discard', law.id]);

  test('under load: no process ends, nothing is parked, the ledger balances, and no other contest is touched', async () => {
    const rehearsal = await open(3_000, { purpose: 'rehearsal' });
    const real = await open(60);
    const last = rehearsal.voters.at(-1);
    const load = startVoting(oneVoteEach(rehearsal, rehearsal.voters.slice(0, -1)), { votesPerSecond: 60 });
    const other = startVoting(oneVoteEach(real), { votesPerSecond: 12 });
    await load.accepted(120);
    await discard(rehearsal);
    await eventually('the API accepts no more votes of the rehearsal', async () => {
      const { status } = await cast({ kind: 'law', voter: last!, lawId: rehearsal.id, choice: 'oui' });
      expect(status).toBe(404);
    });
    await load.stop();
    const [thrown, kept] = [await load.done(), await other.done()];
    expect(thrown.accepted.length).toBeGreaterThan(120);
    expect(kept.accepted).toHaveLength(60);
    await expectAllSettled([...thrown.accepted, ...kept.accepted]);
    await expectNothingLeft(rehearsal);
    expect(await expectNothingLostNothingTwice(stack, real, kept)).toEqual({ counted: 60, rejected: {} });
  });

  test.each([
    ['before a worker judged them', ['validation-worker']],
    ['after the workers judged them', ['aggregator']],
  ] as const)('%s: votes that were accepted are rejected, and count nowhere', async (_, paused) => {
    const rehearsal = await open(40, { purpose: 'rehearsal' });
    const real = await open(40);
    const early = await castAll(oneVoteEach(rehearsal, rehearsal.voters.slice(0, 10)));
    await expectAllSettled(early.accepted);
    send(paused, 'SIGSTOP');
    const late = await castAll(oneVoteEach(rehearsal, rehearsal.voters.slice(10)));
    const kept = await castAll(oneVoteEach(real));
    expect([late.accepted.length, kept.accepted.length]).toEqual([30, 40]);
    await discard(rehearsal);
    send(paused, 'SIGCONT');
    await expectAllSettled([...early.accepted, ...late.accepted, ...kept.accepted]);
    await expectNothingLeft(rehearsal);
    expect(await expectNothingLostNothingTwice(stack, real, kept)).toEqual({ counted: 40, rejected: {} });
    for (const { submissionId } of late.accepted.slice(0, 3)) {
      const status = JSON.parse((await ask(`/api/v1/submissions/${submissionId}`)).text) as object;
      expect(status).toMatchObject({ state: 'rejected' });
    }
  });
});
