import { QUEUES } from '@scrutin/contracts/messages';
import type { Law, VoteLoad } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  openedLater,
  useSystem,
} from '@scrutin/testkit';
import type { QuorumQueue, RedisCluster, RedisNode } from '@scrutin/testkit/clusters';
import { PostgresPair, RabbitMqCluster, startRedisCluster } from '@scrutin/testkit/clusters';
import type { LawVote } from '@scrutin/voting-load';

interface Servers {
  readonly brokers: RabbitMqCluster;
  readonly redis: RedisCluster;
  readonly postgres: PostgresPair;
}

/**
 * The servers of production on one machine: three RabbitMQ nodes with quorum queues, a Redis Cluster of three masters
 * with a replica each, and PostgreSQL with a synchronous standby.
 */
describe('servers that are clusters lose a node each while votes come in', () => {
  const started: { -readonly [Name in keyof Servers]?: Servers[Name] } = {};
  const server = <Name extends keyof Servers>(name: Name): Servers[Name] =>
    openedLater(name, () => started[name] as Servers[Name] | undefined);
  beforeAll(async () => {
    const starts = [
      RabbitMqCluster.start().then((cluster) => (started.brokers = cluster)),
      startRedisCluster({ replicasEach: 1, nodeTimeoutMs: 2_000 }).then(
        (cluster) => (started.redis = cluster),
      ),
      PostgresPair.start().then((pair) => (started.postgres = pair)),
    ];
    // Waits for all, so that the end of the suite removes what did start.
    await Promise.allSettled(starts);
    await Promise.all(starts);
  });
  const [brokers, redis, postgres] = [server('brokers'), server('redis'), server('postgres')];
  const { stack, open, castAll, startVoting } = useSystem({
    suite: 'clustered-servers',
    processes: { 'ingestion-api': 2, 'validation-worker': 2, aggregator: 2 },
    servers: () => ({
      database: postgres.ownerUrl,
      redis: redis.url,
      amqp: brokers.amqpUrl,
      management: brokers.managementUrl,
    }),
  });
  afterAll(async () => {
    await Promise.all([started.brokers?.remove(), started.redis?.close(), started.postgres?.remove()]);
  });

  /** Every fifth voter votes again with the other choice, so much later that a server was killed in between. */
  const votesOf = (law: Law): LawVote[] =>
    oneVoteEach(law).flatMap((vote, i) => {
      const earlier = i % 5 === 0 ? law.voters[i - 400] : undefined;
      return earlier === undefined ? [vote] : [vote, { ...vote, voter: earlier, choice: 'non' }];
    });
  const masters = async (): Promise<RedisNode[]> => {
    const found: RedisNode[] = [];
    for (const node of redis.nodes) {
      const role = await node.cli('INFO', 'replication').catch(() => 'killed');
      if (role.includes('role:master')) found.push(node);
    }
    return found;
  };
  const voteOn = (load: VoteLoad): Promise<void> => load.accepted(load.acceptedCount + 300);

  test('results are also read from the standby, and are the same', async () => {
    const law = await open(50);
    await expectNothingLostNothingTwice(stack, law, await castAll(oneVoteEach(law)));
    const reader = await stack.startApp('ingestion-api', {
      settings: {
        SERVED_ROUTES: 'results',
        DATABASE_URL: postgres.standbyUrl(await stack.database.urlFor('scrutin_ingestion')),
      },
    });
    try {
      await eventually('the standby has the last votes', async () => {
        const answer = await fetch(`${reader.publicUrl()}/api/v1/results/${law.id}`);
        expect(await answer.json()).toMatchObject({ oui_count: 30, non_count: 20, total_votes: 50 });
      });
    } finally {
      await reader.end('SIGTERM');
    }
  });

  test('a broker, a Redis master and the PostgreSQL primary are killed: nothing is lost, nothing counts twice (P1-P5)', async () => {
    const law = await open(8_000);
    const load = startVoting(votesOf(law), { votesPerSecond: 200, again: 'until-accepted' });
    await voteOn(load);

    const queue = (): Promise<QuorumQueue> => brokers.queue(stack.virtualHost.name, QUEUES.validation);
    const { leader, online } = await queue();
    expect(online).toHaveLength(3);
    await brokers.kill(leader);
    await voteOn(load);
    expect((await queue()).leader).not.toBe(leader);

    const [master] = await masters();
    await master!.kill();
    await voteOn(load);
    await eventually('a replica is a master in the place of the killed one', async () => {
      expect(await masters()).toHaveLength(3);
    });

    postgres.killPrimary();
    await voteOn(load);
    await postgres.promoteStandby();
    await voteOn(load);

    const record = await load.stop();
    const { counted, rejected } = await expectNothingLostNothingTwice(stack, law, record);
    const twice = record.accepted.length - new Set(record.accepted.map(({ voter }) => voter)).size;
    expect(twice).toBeGreaterThan(0);
    expect({ counted, rejected }).toEqual({
      counted: record.accepted.length - twice,
      rejected: { 'already-voted': twice },
    });
  });
});
