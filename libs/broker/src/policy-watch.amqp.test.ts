import { QUEUES } from '@scrutin/contracts/messages';
import { eventually, recordingLogger, useTestVhost } from './fixture/test-vhost.ts';
import { openPolicyWatch } from './policy-watch.ts';

describe('policies that somebody sets at the broker', () => {
  const vhost = useTestVhost();

  beforeEach(async () => {
    await vhost.open().waitUntilReady(10_000);
  });

  it('make the service not ready while they would destroy votes, also if they are set later', async () => {
    const logger = recordingLogger();
    const watch = openPolicyWatch({ managementUrl: vhost.managementUrl, logger, everyMs: 50 });
    await watch.start();
    await watch.check();
    expect(watch.isSafe()).toBe(true);

    await vhost.setPolicy('tidy-up', '.*', { 'message-ttl': 60_000, 'max-length': 1_000 });
    await eventually(() => !watch.isSafe());
    await expect(watch.check()).rejects.toThrow(/policy tidy-up sets message-ttl to 60000 on votes\.parked/);
    const named = logger.lines.filter(({ event }) => event === 'broker.policy-loses-votes');
    expect(named.map(({ fields }) => fields['queue']).sort()).toEqual(Object.values(QUEUES).sort());
    expect(logger.lines.some(({ event }) => event === 'broker.policy-weakens')).toBe(true);

    await vhost.removePolicy('tidy-up');
    await eventually(() => watch.isSafe());
    await watch.check();
    await watch.stop();
  });

  it('are checked at the start too, and include operator policies', async () => {
    await vhost.setPolicy('cap', '^votes', { expires: 1_800_000 }, 'operator-policies');
    const watch = openPolicyWatch({
      managementUrl: vhost.managementUrl,
      logger: recordingLogger(),
      everyMs: 60_000,
    });
    await watch.start();
    expect(watch.isSafe()).toBe(false);
    await expect(watch.check()).rejects.toThrow('operator-policy cap sets expires');
    await watch.stop();
  });

  it.each([undefined, 'http://127.0.0.1:9/vhost'])(
    'cannot be checked at %s: that is logged once and stops nothing',
    async (managementUrl) => {
      const logger = recordingLogger();
      const watch = openPolicyWatch({ managementUrl, logger, everyMs: 10 });
      await watch.start();
      await watch.check();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await watch.stop();
      expect(logger.lines.map(({ event }) => event)).toEqual(['broker.policies-unchecked']);
    },
  );
});
