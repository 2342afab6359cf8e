import { until } from '@scrutin/testkit/without-services';
import { RedisPods } from './fixture/redis-pods.ts';
import { newSecrets, render } from './render.ts';

const NODES = [0, 1, 2, 3, 4, 5];
const DEADLINE_MS = 30_000;

let pods: RedisPods | undefined;
afterEach(() => pods?.close());

test('the pod of the overlay dev is a server with a password that evicts nobody and keeps a file', async () => {
  pods = new RedisPods(render('dev'));
  await pods.start(0);
  expect(pods.ask(0, 'config', 'get', 'maxmemory-policy')).toBe('maxmemory-policy\nnoeviction');
  expect(pods.ask(0, 'config', 'get', 'maxmemory')).toBe(`maxmemory\n${512 * 2 ** 20}`);
  expect(pods.ask(0, 'set', 'claim', 'mine')).toBe('OK');
  await pods.stop(0);
  await pods.start(0);
  expect(pods.ask(0, 'get', 'claim')).toBe('mine');
});

test('a server that answers with an error is not ready, but is not restarted for it', async () => {
  pods = new RedisPods(render('dev'));
  await pods.start(0);
  expect([pods.probe(0, 'livenessProbe'), pods.probe(0, 'readinessProbe')]).toEqual([true, true]);
  // PING answers MISCONF while the file cannot be written, LOADING while a replica loads, and BUSY here.
  pods.ask(0, 'config', 'set', 'busy-reply-threshold', '50');
  const script = pods.begin(0, 'eval', 'while true do end', '0');
  await eventually(0, 'ping', (text) => text.startsWith('BUSY'), []);
  expect([pods.probe(0, 'livenessProbe'), pods.probe(0, 'readinessProbe')]).toEqual([true, false]);
  pods.ask(0, 'script', 'kill');
  await script;
  expect(pods.probe(0, 'readinessProbe')).toBe(true);
  await pods.stop(0);
  expect([pods.probe(0, 'livenessProbe'), pods.probe(0, 'readinessProbe')]).toEqual([false, false]);
});

test('the pods of the overlay prod become a cluster over TLS, once, and find one another after a restart of all', async () => {
  pods = new RedisPods(render('prod'));
  await startAll(pods);
  expect(pods.createCluster()).toMatchObject({
    code: 0,
    output: expect.stringContaining('All 16384 slots covered') as unknown,
  });
  expect(pods.createCluster()).toEqual({ code: 0, output: 'The cluster exists.\n' });
  await eventually(0, 'nodes', (text) => text.match(/ (?:myself,)?slave /g)?.length === 3);
  expect(pods.ask(0, 'cluster', 'nodes').match(/ (?:myself,)?master /g)).toHaveLength(3);
  expect(pods.ask(0, 'cluster', 'nodes')).toContain(',redis-5.redis');

  const address = newSecrets('prod').get('scrutin-redis')!['url']!;
  expect(pods.connect(address, true)).toEqual({ code: 0, output: '' });
  expect(pods.connect(address, false)).toMatchObject({ code: 1 });

  // Redis itself would show the old certificate until it restarts, also after its end.
  const renewed = pods.renewCertificate();
  for (const number of NODES)
    await until(`redis-${number} shows the renewed certificate`, async () => {
      return (await pods!.certificateOf(number)) === renewed;
    });
  expect(pods.connect(address, true)).toEqual({ code: 0, output: '' });

  await pods.stop(...NODES);
  await startAll(pods);
  await eventually(0, 'info', (text) => text.includes('cluster_state:ok'));
  expect(pods.ask(0, 'cluster', 'info')).toContain('cluster_known_nodes:6');
}, 120_000);

/** Starts all pods at the same time, as Kubernetes does. */
function startAll(all: RedisPods): Promise<unknown> {
  return Promise.all(NODES.map((number) => all.start(number)));
}

/** Waits until a node says of its cluster, or of itself, what it should. The nodes tell one another with a delay. */
async function eventually(
  number: number,
  what: string,
  isRight: (text: string) => boolean,
  before: readonly string[] = ['cluster'],
): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  for (;;) {
    const text = pods?.ask(number, ...before, what) ?? '';
    if (isRight(text)) return;
    if (performance.now() > end) throw new Error(`redis-${number} still says:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
