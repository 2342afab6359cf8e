import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newState } from '../stack/state-file.ts';
import { addressesIn, givenIn, withLogin } from './addresses.ts';

const ports = { postgres: 15_001, redis: 15_002, amqp: 15_003, management: 15_004 };
const state = { ...newState('/somewhere'), ports };
const { secrets } = state;

describe('the servers that the environment gives', () => {
  it('are those whose address is set and not empty', () => {
    assert.deepEqual(givenIn({}, null), []);
    assert.deepEqual(givenIn({ REDIS_URL: '', DATABASE_URL: 'postgresql://db.example/votes' }, null), [
      'postgres',
    ]);
    assert.deepEqual(givenIn({ AMQP_URL: 'amqp://mq.example', REDIS_URL: 'redis://r.example' }, state), [
      'redis',
      'rabbitmq',
    ]);
  });

  it('do not include our server at the address that these scripts gave', () => {
    const own = addressesIn({}, state);
    assert.deepEqual(givenIn({ ...own }, state), []);
    assert.deepEqual(givenIn({ REDIS_URL: 'redis://localhost:15002' }, state), []);
  });

  it('include one at that address that was given before, and one on another port or machine', () => {
    const { REDIS_URL } = addressesIn({}, state);
    assert.deepEqual(givenIn({ REDIS_URL }, { ...state, external: ['redis'] }), ['redis']);
    assert.deepEqual(givenIn({ REDIS_URL: 'redis://127.0.0.1:6379' }, state), ['redis']);
    assert.deepEqual(givenIn({ REDIS_URL: 'redis://redis.example:15002' }, state), ['redis']);
    assert.deepEqual(givenIn({ REDIS_URL: 'not an address' }, state), ['redis']);
  });
});

describe('the addresses', () => {
  it('are those of our own servers, with the owner of the schema', () => {
    assert.deepEqual(addressesIn({}, state), {
      DATABASE_URL: `postgresql://scrutin_owner:${secrets.postgres}@127.0.0.1:15001/scrutin`,
      REDIS_URL: `redis://:${secrets.redis}@127.0.0.1:15002`,
      AMQP_URL: `amqp://scrutin:${secrets.rabbitmq}@127.0.0.1:15003/scrutin`,
      RABBITMQ_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@127.0.0.1:15004`,
      AMQP_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@127.0.0.1:15004/scrutin`,
    });
  });

  it('are the given ones, for each of the three separately', () => {
    const mixed = addressesIn({ DATABASE_URL: 'postgresql://db.example/votes' }, state);
    assert.equal(mixed.DATABASE_URL, 'postgresql://db.example/votes');
    assert.equal(mixed.REDIS_URL, `redis://:${secrets.redis}@127.0.0.1:15002`);
  });

  it('have the given management interface and not ours if RabbitMQ is given', () => {
    const broker = { AMQP_URL: 'amqp://mq.example' };
    const without = addressesIn(broker, state);
    assert.equal(without.RABBITMQ_MANAGEMENT_URL, undefined);
    assert.equal(without.AMQP_MANAGEMENT_URL, undefined);
    const given = { ...broker, AMQP_MANAGEMENT_URL: 'http://mq.example:15672/votes' };
    assert.equal(addressesIn(given, state).AMQP_MANAGEMENT_URL, 'http://mq.example:15672/votes');
  });

  it('do not exist before the servers were started', () => {
    assert.throws(() => addressesIn({}, newState('/somewhere')), /not known before/);
  });

  it('can have another login, and are otherwise unchanged', () => {
    assert.equal(
      withLogin('postgresql://owner:secret@db.example:5433/votes?sslmode=require', 'scrutin_worker', 'pass'),
      'postgresql://scrutin_worker:pass@db.example:5433/votes?sslmode=require',
    );
  });
});
