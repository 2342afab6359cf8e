import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from '@redis/client';
import type { AppProcess } from '@scrutin/testkit';
import { eventually, expectNothingLostNothingTwice, oneVoteEach, useSystem } from '@scrutin/testkit';

/** The passwords that a worker and an aggregator read from files are changed at the servers, and later in the files. */
describe('the password of a service was changed at its server', () => {
  const { stack, open, startVoting } = useSystem({
    suite: 'rotated-passwords',
    processes: { 'validation-worker': 0, aggregator: 0 },
  });
  const user = `rotated-${randomBytes(6).toString('hex')}`;
  let aggregator: AppProcess;
  let worker: AppProcess;

  const newPassword = (): string => randomBytes(16).toString('hex');
  const writeAddress = (name: string, address: string, login?: string, password?: string): string => {
    const file = path.join(stack.folder, `${name}.secret`);
    const url = new URL(address);
    if (login !== undefined) url.username = login;
    if (password !== undefined) url.password = password;
    writeFileSync(file, `${url.href}\n`);
    return file;
  };
  /** Calls the management API of RabbitMQ as the login of the tests, which may manage users. */
  const manage = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { origin, username, password } = new URL(stack.virtualHost.managementUrl);
    const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const answer = await fetch(`${origin}/api/${path}`, {
      method,
      headers: { authorization: `Basic ${login.toString('base64')}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`${answer.status} ${await answer.text()}`);
    return method === 'GET' ? answer.json() : undefined;
  };
  const setBrokerPassword = (password: string): Promise<unknown> =>
    manage('PUT', `users/${user}`, { password, tags: '' });
  const withRedis = async (...commands: string[][]): Promise<void> => {
    const client = createClient({ url: stack.redis.url });
    await client.connect();
    try {
      for (const command of commands) await client.sendCommand(command);
    } finally {
      await client.close();
    }
  };
  const setRedisPassword = (password: string): Promise<void> =>
    withRedis(['ACL', 'SETUSER', user, 'resetpass', 'on', `>${password}`, '~*', '&*', '+@all']);
  const readiness = async (one: AppProcess): Promise<number> =>
    (await fetch(`${one.opsUrl()}/health/ready`)).status;
  const metricsOf = async (one: AppProcess): Promise<string> =>
    (await fetch(`${one.opsUrl()}/metrics`)).text();

  /** The service says that it is refused: in its log, by its readiness and in its metrics. */
  const untilRefused = async (one: AppProcess, event: string, dependency: string): Promise<void> => {
    await eventually(`${one.name} says that it is refused`, async () => {
      expect(one.events(event).at(-1)).toMatchObject({ disposition: 'failure' });
      expect(await readiness(one)).toBe(503);
      expect(await metricsOf(one)).toMatch(
        new RegExp(`service_dependency_up\\{[^}]*dependency="${dependency}"[^}]*\\} 0`),
      );
    });
  };
  const untilReady = (one: AppProcess): Promise<void> =>
    eventually(`${one.name} is ready again`, async () => {
      expect(await readiness(one)).toBe(200);
    });
  const vote = async (): Promise<void> => {
    const law = await open(20);
    const record = await startVoting(oneVoteEach(law)).done();
    await expectNothingLostNothingTwice(stack, law, record);
  };

  beforeAll(async () => {
    const [broker, redis] = [newPassword(), newPassword()];
    await setBrokerPassword(broker);
    await manage('PUT', `permissions/${stack.virtualHost.name}/${user}`, {
      configure: '.*',
      write: '.*',
      read: '.*',
    });
    await setRedisPassword(redis);
    aggregator = await stack.startApp('aggregator', {
      settings: {
        DATABASE_URL: '',
        DATABASE_URL_FILE: writeAddress('database', await stack.database.urlFor('scrutin_aggregator')),
        AMQP_URL: '',
        AMQP_URL_FILE: writeAddress('broker', stack.virtualHost.amqpUrl, user, broker),
      },
    });
    worker = await stack.startApp('validation-worker', {
      settings: { REDIS_URL: '', REDIS_URL_FILE: writeAddress('redis', stack.redis.url, user, redis) },
    });
  });
  afterAll(async () => {
    await manage('DELETE', `users/${user}`);
    await withRedis(['ACL', 'DELUSER', user]);
  });

  test('PostgreSQL: the aggregator says so, and continues with the password that its file gets', async () => {
    await vote();
    const address = await stack.database.urlFor('scrutin_aggregator');
    const login = new URL(address).username;
    const password = newPassword();
    await stack.sql(`ALTER ROLE ${login} PASSWORD '${password}'`);
    await stack.sql('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);
    await untilRefused(aggregator, 'database.refused', 'database');
    writeAddress('database', address, login, password);
    await untilReady(aggregator);
    await vote();
    expect(aggregator.events('configuration.read-again')).toMatchObject([{ setting: 'DATABASE_URL' }]);
  });

  test('RabbitMQ: the aggregator says so, and continues with the password that its file gets', async () => {
    const password = newPassword();
    await setBrokerPassword(password);
    await eventually('both connections of the aggregator are closed', async () => {
      const connections = (await manage('GET', 'connections')) as { name: string; user: string }[];
      const ours = connections.filter((one) => one.user === user);
      expect(ours).toHaveLength(2);
      for (const { name } of ours) await manage('DELETE', `connections/${encodeURIComponent(name)}`);
    });
    await untilRefused(aggregator, 'broker.login-refused', 'broker');
    writeAddress('broker', stack.virtualHost.amqpUrl, user, password);
    await untilReady(aggregator);
    await vote();
  });

  test('Redis: the worker says so, and continues with the password that its file gets', async () => {
    const password = newPassword();
    await setRedisPassword(password);
    await withRedis(['CLIENT', 'KILL', 'USER', user]);
    await untilRefused(worker, 'redis.refused', 'redis');
    writeAddress('redis', stack.redis.url, user, password);
    await untilReady(worker);
    await vote();
  });

  test('a file without a usable value changes nothing, and is logged', async () => {
    writeFileSync(path.join(stack.folder, 'redis.secret'), 'not an address\n');
    await withRedis(['CLIENT', 'KILL', 'USER', user]);
    await eventually('the worker has logged it', () => {
      expect(worker.events('configuration.file-unusable')).toMatchObject([
        { setting: 'REDIS_URL', disposition: 'failure' },
      ]);
    });
    await untilReady(worker);
    await vote();
  });
});
