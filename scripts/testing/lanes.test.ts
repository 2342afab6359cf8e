import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownLane, withLanes } from './lanes.ts';

const LANES = [
  { REDIS_URL: 'redis://127.0.0.1:1', SCRUTIN_PROFILE: 'test' },
  { REDIS_URL: 'redis://127.0.0.1:2', SCRUTIN_PROFILE: 'test-2' },
];

describe('the lanes of the system tests', () => {
  it('give each worker the servers of its number, and the first to a run without workers', () => {
    const env = withLanes({ PATH: '/bin' }, LANES);
    assert.equal(env['PATH'], '/bin');
    assert.deepEqual(ownLane({ ...env, JEST_WORKER_ID: '1' }), LANES[0]);
    assert.deepEqual(ownLane({ ...env, JEST_WORKER_ID: '2' }), LANES[1]);
    assert.deepEqual(ownLane(env), LANES[0]);
  });

  it('are nothing if the environment has the addresses already', () => {
    assert.deepEqual(ownLane({ REDIS_URL: 'redis://127.0.0.1:1' }), {});
  });

  it('refuse a worker without servers of its own', () => {
    assert.throws(() => ownLane({ ...withLanes({}, LANES), JEST_WORKER_ID: '3' }), /Worker 3 .* 2 lanes/);
  });
});
