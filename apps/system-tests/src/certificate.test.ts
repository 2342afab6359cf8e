import { setTimeout as delay } from 'node:timers/promises';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LawResultBody, LedgerView } from '@scrutin/contracts/public';
import type { AppName, CommandResult, Law } from '@scrutin/testkit';
import { closeLaw, eventually, loseReceipts, oneVoteEach, submittedVote, useSystem } from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

/** A certificate is refused as too early until every vote must have been answered. This is longer than that takes. */
const SETTLED_MS = 8_000;
const VOTES = 6;

describe('the certificate of a law covers every vote that was accepted (P5)', () => {
  const { stack, open, ask, cast } = useSystem({ suite: 'certificate', restartsCrashed: true });

  /** Casts the votes, and resolves when all were answered 202. */
  const castAccepted = async (votes: readonly LawVote[]): Promise<void> => {
    const answers = await Promise.all(votes.map((vote) => cast(vote)));
    expect(answers.map(({ status }) => status)).toEqual(votes.map(() => 202));
  };
  const untilCounted = (law: Law, votes: number): Promise<void> =>
    eventually(`${votes} votes are counted`, async () => {
      const [row] = await stack.sql<{ n: number }>(
        `SELECT coalesce(oui + non, 0)::integer AS n FROM vote_results WHERE law_id = $1`,
        [law.id],
      );
      if (row?.n !== votes) throw new Error(`${row?.n ?? 0} of ${votes}`);
    });
  const scrutin = (...args: readonly string[]): Promise<CommandResult> => stack.scrutin(args);
  /** @param reason why this count replaces the published one, if there is one */
  const recordAndPublish = async (law: Law, reason?: string): Promise<void> => {
    const recorded = await scrutin('tabulate', 'record', '--contest', `law:${law.id}`, '--json');
    expect(recorded).toMatchObject({ code: 0 });
    const { id } = JSON.parse(recorded.stdout) as { id: string };
    const given = reason === undefined ? [] : ['--reason', reason];
    expect(await scrutin('tabulate', 'publish', id, ...given)).toMatchObject({ code: 0 });
  };
  const certify = (law: Law): Promise<CommandResult> => scrutin('contest', 'certify', `law:${law.id}`);
  const untilCertified = (law: Law): Promise<void> =>
    eventually('the law is certified', async () => {
      const { code, stderr } = await certify(law);
      if (code !== 0) throw new Error(stderr);
    });
  const send = (app: AppName, signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const process of stack.running(app)) process.send(signal);
  };
  /** A test that fails leaves no process paused, on which the next one would wait. */
  afterEach(() => {
    for (const app of ['ingestion-api', 'validation-worker', 'aggregator'] as const) send(app, 'SIGCONT');
  });
  const ledger = async (): Promise<LedgerView> =>
    JSON.parse((await ask('/api/v1/ledger')).text) as LedgerView;

  /**
   * Opens a law, and closes it when half of its votes are counted and the others accepted only.
   *
   * @param pause pauses the pipeline, before the second half is cast
   * @param afterAnswers is called when the second half was accepted
   */
  const closeWithVotesInFlight = async (
    pause: () => void,
    afterAnswers: () => Promise<void> | void = () => undefined,
  ): Promise<Law> => {
    const law = await open(2 * VOTES);
    const votes = oneVoteEach(law);
    await castAccepted(votes.slice(0, VOTES));
    await untilCounted(law, VOTES);
    pause();
    await castAccepted(votes.slice(VOTES));
    await afterAnswers();
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await delay(closesAtMs + SETTLED_MS - Date.now());
    return law;
  };

  test.each([
    ['the aggregator', ['aggregator'], []],
    ['every worker', ['validation-worker'], []],
    ['the API and every worker, right after the answers', ['validation-worker'], ['ingestion-api']],
    ['the whole pipeline', ['validation-worker', 'aggregator'], ['ingestion-api']],
  ] as const)(
    'with %s paused around the closing, the law is not certified until all votes are counted',
    async (_, before, after) => {
      const law = await closeWithVotesInFlight(
        () => {
          for (const app of before) send(app, 'SIGSTOP');
        },
        () => {
          for (const app of after) send(app, 'SIGSTOP');
        },
      );
      await recordAndPublish(law);
      const refusal = await certify(law);
      expect(refusal.code).toBe(1);
      expect(refusal.stderr).toMatch(/neither counted nor rejected|have not reported/);

      for (const app of [...after, ...before]) send(app, 'SIGCONT');
      await untilCounted(law, 2 * VOTES);
      await recordAndPublish(law, 'The other votes are counted now.');
      await untilCertified(law);
      const results = JSON.parse((await ask(`/api/v1/results/${law.id}`)).text) as LawResultBody;
      expect(results.total_votes).toBe(2 * VOTES);
    },
  );

  test('an API that is killed right after its answers loses no vote of the count', async () => {
    const before = await ledger();
    const law = await closeWithVotesInFlight(
      () => {
        send('validation-worker', 'SIGSTOP');
      },
      async () => {
        await stack.running('ingestion-api')[0]?.end('SIGKILL');
        await stack.startApp('ingestion-api');
      },
    );
    await recordAndPublish(law);
    expect((await certify(law)).code).toBe(1);
    send('validation-worker', 'SIGCONT');
    await untilCounted(law, 2 * VOTES);
    await eventually('the ledger balances', async () => {
      const after = await ledger();
      expect([after.state, after.received - before.received]).toEqual(['balanced', 2 * VOTES]);
    });
    await recordAndPublish(law, 'The other votes are counted now.');
    await untilCertified(law);
  });

  test('a restored database that lost votes without a trace is not certified until they are on record', async () => {
    const law = await open(VOTES);
    await castAccepted(oneVoteEach(law));
    await untilCounted(law, VOTES);
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await delay(closesAtMs + SETTLED_MS - Date.now());
    await recordAndPublish(law);
    await loseReceipts(stack, law, 3);
    // The ledger balances: what it knew of the votes went with them.
    const refusal = await certify(law);
    expect(refusal).toMatchObject({ code: 1 });
    expect(refusal.stderr).toMatch(/3 votes of .* the database knows nothing of them/);

    expect(await scrutin('ledger', 'recover')).toMatchObject({ code: 0 });
    expect((await certify(law)).stderr).toContain('neither counted nor rejected');
    const explanation = [
      '--contest',
      `law:${law.id}`,
      '--votes',
      '3',
      '--reason',
      'the database was restored',
    ];
    expect(await scrutin('ledger', 'explain', ...explanation)).toMatchObject({ code: 0 });
    await untilCertified(law);
  });

  test('a vote that is processed after the certificate is parked and reported, and no number of the contest changes', async () => {
    const law = await open(3);
    const votes = oneVoteEach(law);
    await castAccepted(votes.slice(0, 1));
    await untilCounted(law, 1);
    const late = { ...submittedVote(stack, votes[1]!), acceptedAtMs: Date.now() };
    const rejected = { ...submittedVote(stack, votes[2]!), acceptedAtMs: Date.now() };
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await delay(closesAtMs + SETTLED_MS - Date.now());
    await recordAndPublish(law);
    await untilCertified(law);

    const numbers = () => stack.sql(`SELECT * FROM contest_ledger WHERE contest_key = $1`, [`law:${law.id}`]);
    const certified = await numbers();
    await stack.virtualHost.publish(QUEUES.aggregation, stack.codecs.eligible.encode([late]));
    await stack.virtualHost.publish(
      QUEUES.review,
      stack.codecs.rejections.encode([{ ...rejected, reason: 'unknown-credential' }]),
    );
    await eventually('both are parked', async () => {
      expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(2);
    });
    expect(await numbers()).toEqual(certified);
    const listed = await scrutin('parked', 'list');
    expect(listed.stdout).toContain('certified');
    expect(listed.stdout).not.toContain(late.credentialHash);
  });
});
