import type { AppName, AppProcess } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  joinRecords,
  LoadBalancer,
  oneVoteEach,
  openLawByCommands,
  projectRoot,
  untilOpen,
  useSystem,
  versionBefore,
  VoteLoad,
} from '@scrutin/testkit';

/**
 * The checkout of the release before. `npm run upgrade:check` builds it and gives its folder; then the upgrade begins with
 * its schema. Otherwise all processes are of this release, which may need the present schema.
 */
const CHECKOUT_BEFORE = process.env['SCRUTIN_CHECKOUT_BEFORE'];
const BEFORE = CHECKOUT_BEFORE ?? projectRoot();
const EACH = 2;
const VOTERS = 20_000;
const VOTES_PER_SECOND = 40;
const VOTE_AGAIN = 60;
const EXITED = { code: 0, signal: null };

describe('an upgrade while people vote', () => {
  const { stack, castAll, rolls } = useSystem({
    suite: 'rolling-upgrade',
    processes: { 'ingestion-api': 0, 'validation-worker': 0, aggregator: 0 },
    settings: { 'ingestion-api': { DRAIN_DELAY_MS: '2000' } },
    ...(CHECKOUT_BEFORE === undefined ? {} : { migrations: versionBefore().migrations }),
  });
  const order: readonly AppName[] = ['validation-worker', 'aggregator', 'ingestion-api'];

  test('one process after the other is replaced: no vote is lost, none counts twice, no request fails', async () => {
    stack.startFrom(BEFORE);
    const law = await openLawByCommands(stack, VOTERS);
    rolls.push(law);
    await Promise.all(order.flatMap((app) => Array.from({ length: EACH }, () => stack.startApp(app))));
    await untilOpen(stack, law);

    const balancer = new LoadBalancer(() => stack.running('ingestion-api'));
    const load = await eventually('an API is ready', () => {
      balancer.target();
      return new VoteLoad(oneVoteEach(law), { target: balancer.target, votesPerSecond: VOTES_PER_SECOND });
    });
    /** Some votes more are accepted by the processes that run now. */
    const goOn = (): Promise<void> => load.accepted(load.acceptedCount + 15);
    const replace = async (old: AppProcess, successor = stack.startApp(old.app)): Promise<void> => {
      const started = await successor;
      if (CHECKOUT_BEFORE !== undefined) expect(started.checkout).not.toBe(old.checkout);
      if (old.app === 'ingestion-api') {
        await eventually('the load balancer uses the new API', () => {
          expect(balancer.uses(started)).toBe(true);
        });
      }
      await goOn();
      expect(await old.end('SIGTERM')).toEqual(EXITED);
      await goOn();
    };
    const replaceAll = async (...apps: readonly AppName[]): Promise<void> => {
      for (const app of apps) for (const old of stack.running(app)) await replace(old);
    };

    await goOn();
    stack.startFrom(projectRoot());
    // Kubernetes starts the new processes while the schema is still that of the release before.
    const early = order.map((app) => ({ app, old: stack.running(app)[0]!, successor: startEarly(app) }));
    await goOn();
    if (CHECKOUT_BEFORE !== undefined) {
      const { code, stdout, stderr } = await stack.scrutin(['db', 'migrate'], 'owner');
      expect([code, stdout + stderr]).toEqual([0, expect.any(String)]);
    }
    for (const { old, successor } of early) await replace(old, successor);
    for (const app of order) await replace(oldestOf(app));
    expect(stack.processes.filter((one) => !one.isRunning())).toHaveLength(EACH * order.length);

    if (CHECKOUT_BEFORE !== undefined) {
      stack.startFrom(BEFORE);
      await replaceAll(...order.toReversed()); // going back, with the schema of the new release
    }
    const record = await load.stop();
    await balancer.stop();
    expect(record.setbacks).toEqual([]);
    const again = await castAll(oneVoteEach(law, law.voters.slice(0, VOTE_AGAIN)));
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(record, again));
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: { 'already-voted': VOTE_AGAIN } });
  });

  const oldestOf = (app: AppName): AppProcess => stack.running(app)[0]!;
  const startEarly = async (app: AppName): Promise<AppProcess> => {
    const started = await stack.startApp(app, { until: 'live' });
    await started.until('ready');
    return started;
  };
});
