import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { AcceptedBody, LawResultBody, LedgerView } from '@scrutin/contracts/public';
import type { AppName, CommandResult, Law } from '@scrutin/testkit';
import { closeLaw, eventually, oneVoteEach, openLaw, submittedVote, useSystem } from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(240_000);

/** Longer than a vote may take until its answer. Before that, a certificate is refused as too early. */
const SETTLED_MS = 8_000;
const VOTES = 6;

describe('a certificate covers every vote that was accepted (P5)', () => {
  const { stack, client } = useSystem({ suite: 'certificate', restartsCrashed: true });

  /** Casts the votes and resolves when all were answered 202. */
  const accepted = async (votes: readonly LawVote[]): Promise<string[]> => {
    const answers = await Promise.all(votes.map((vote) => castVote(client, stack.target, vote)));
    return answers.map((answer) => {
      if (answer.kind === 'unanswered' || answer.status !== 202) throw new Error(JSON.stringify(answer));
      return (JSON.parse(answer.text) as AcceptedBody).request_id;
    });
  };
  const counted = (law: Law, votes: number): Promise<void> =>
    eventually(
      `${votes} are counted`,
      async () => {
        const [row] = await stack.sql<{ n: number }>(
          `SELECT coalesce(oui + non, 0)::integer AS n FROM vote_results WHERE law_id = $1`,
          [law.id],
        );
        if (row?.n !== votes) throw new Error(`${row?.n ?? 0} of ${votes}`);
      },
      { deadlineMs: 60_000 },
    );
  const scrutin = async (...args: readonly string[]): Promise<CommandResult> => {
    const result = await stack.scrutin(args);
    return result;
  };
  const published = async (law: Law): Promise<void> => {
    const recorded = await scrutin('tabulate', 'record', '--contest', `law:${law.id}`, '--json');
    expect(recorded).toMatchObject({ code: 0 });
    const { id } = JSON.parse(recorded.stdout) as { id: string };
    expect(await scrutin('tabulate', 'publish', id)).toMatchObject({ code: 0 });
  };
  const certify = (law: Law): Promise<CommandResult> => scrutin('contest', 'certify', `law:${law.id}`);
  const send = (app: AppName, signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const process of stack.running(app)) process.send(signal);
  };
  const ledger = async (): Promise<LedgerView> =>
    (await (await fetch(`${stack.target()}/api/v1/ledger`)).json()) as LedgerView;
  const until = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms - Date.now());
    });

  /** A law with some votes counted and as many accepted while `before` holds the pipeline up, closed. */
  const heldUp = async (
    before: () => void,
    after: () => Promise<void> | void = () => undefined,
  ): Promise<Law> => {
    const law = await openLaw(stack, { voters: 2 * VOTES });
    const votes = oneVoteEach(law);
    await accepted(votes.slice(0, VOTES));
    await counted(law, VOTES);
    before();
    await accepted(votes.slice(VOTES));
    await after();
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await until(closesAtMs + SETTLED_MS);
    return law;
  };

  test.each([
    ['the aggregator', ['aggregator'], []],
    ['every worker', ['validation-worker'], []],
    ['the API and every worker, right after the answers', ['validation-worker'], ['ingestion-api']],
    ['the whole pipeline', ['validation-worker', 'aggregator'], ['ingestion-api']],
  ] as const)('with %s paused around the closing nothing is certified', async (_, before, after) => {
    const law = await heldUp(
      () => {
        for (const app of before) send(app, 'SIGSTOP');
      },
      () => {
        for (const app of after) send(app, 'SIGSTOP');
      },
    );
    await published(law);
    const refused = await certify(law);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/neither counted nor rejected|have not reported/);

    for (const app of [...after, ...before]) send(app, 'SIGCONT');
    await counted(law, 2 * VOTES);
    await published(law);
    await eventually(
      'it is certified',
      async () => {
        const done = await certify(law);
        if (done.code !== 0) throw new Error(done.stderr);
      },
      { deadlineMs: 60_000 },
    );
    const results = (await (
      await fetch(`${stack.target()}/api/v1/results/${law.id}`)
    ).json()) as LawResultBody;
    expect(results.total_votes).toBe(2 * VOTES);
  });

  test('the count loses nothing if an API is killed right after its answers', async () => {
    const before = await ledger();
    const law = await heldUp(
      () => {
        send('validation-worker', 'SIGSTOP');
      },
      async () => {
        await stack.running('ingestion-api')[0]?.end('SIGKILL');
        await stack.startApp('ingestion-api');
      },
    );
    await published(law);
    expect((await certify(law)).code).toBe(1);
    send('validation-worker', 'SIGCONT');
    await counted(law, 2 * VOTES);
    await eventually(
      'the ledger balances',
      async () => {
        const after = await ledger();
        expect([after.state, after.received - before.received]).toEqual(['balanced', 2 * VOTES]);
      },
      { deadlineMs: 30_000 },
    );
    await published(law);
    await eventually(
      'it is certified',
      async () => {
        const done = await certify(law);
        if (done.code !== 0) throw new Error(done.stderr);
      },
      { deadlineMs: 60_000 },
    );
  });

  test('a vote that comes after the certificate is parked and reported, and no number of the contest changes', async () => {
    const law = await openLaw(stack, { voters: 3 });
    const votes = oneVoteEach(law);
    await accepted(votes.slice(0, 1));
    await counted(law, 1);
    const late = { ...submittedVote(stack, votes[1]!), acceptedAtMs: Date.now() };
    const rejected = { ...submittedVote(stack, votes[2]!), acceptedAtMs: Date.now() };
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await until(closesAtMs + 8_000);
    await published(law);
    await eventually(
      'it is certified',
      async () => {
        const done = await certify(law);
        if (done.code !== 0) throw new Error(done.stderr);
      },
      { deadlineMs: 60_000 },
    );

    const numbers = () => stack.sql(`SELECT * FROM contest_ledger WHERE contest_key = $1`, [`law:${law.id}`]);
    const certified = await numbers();
    await stack.virtualHost.publish(QUEUES.aggregation, stack.codecs.eligible.encode([late]));
    await stack.virtualHost.publish(
      QUEUES.review,
      stack.codecs.rejections.encode([{ ...rejected, reason: 'unknown-credential' }]),
    );
    await eventually(
      'both are parked',
      async () => {
        expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(2);
      },
      { deadlineMs: 30_000 },
    );
    expect(await numbers()).toEqual(certified);
    const listed = await scrutin('parked', 'list');
    expect(listed.stdout).toContain('certified');
    expect(listed.stdout).not.toContain(late.credentialHash);
  });
});
