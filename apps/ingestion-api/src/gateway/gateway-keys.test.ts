import type { StoredGateway } from '@scrutin/ballot-store';
import { TransientError } from '@scrutin/service-runtime';
import { silentLogger } from '@scrutin/testkit/without-services';
import { GatewayKeys } from './gateway-keys.ts';

const ID = '5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188';
const OTHER = '0b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188';

function gatewayWith(id: string, secret: string): StoredGateway {
  return { id, name: `g-${id.slice(0, 2)}`, secretHash: `hash of ${secret}`, votesPerSecond: 1, burst: 1 };
}

/** Keys whose slow check is a comparison that the test lets go on. */
function openKeys({ isHeld = false } = {}) {
  const state = {
    gateways: [gatewayWith(ID, 'right'), gatewayWith(OTHER, 'other')] as StoredGateway[],
    isAway: false,
    nowMs: 0,
    loads: 0,
    checks: 0,
    running: 0,
    mostRunning: 0,
  };
  let release: () => void = () => undefined;
  const held = isHeld ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
  const keys = new GatewayKeys({
    load: () => {
      state.loads += 1;
      return state.isAway ? Promise.reject(new TransientError('away')) : Promise.resolve(state.gateways);
    },
    verify: async (secretHash, secret) => {
      state.checks += 1;
      state.running += 1;
      state.mostRunning = Math.max(state.mostRunning, state.running);
      await held;
      state.running -= 1;
      return secretHash === `hash of ${secret}`;
    },
    logger: silentLogger,
    rememberMs: 600_000,
    steadyClock: () => state.nowMs,
    pause: (milliseconds) => {
      state.nowMs += milliseconds;
      return Promise.resolve();
    },
  });
  return { keys, state, release };
}

describe('the keys of gateways', () => {
  it('are checked once, and then remembered', async () => {
    const { keys, state } = openKeys();
    const key = { id: ID, secret: 'right' };
    expect(keys.remembered(key)).toBeUndefined();
    expect(await keys.judge(key)).toMatchObject({ kind: 'accepted', gateway: { id: ID } });
    expect(keys.remembered(key)?.id).toBe(ID);
    expect(await keys.judge(key)).toMatchObject({ kind: 'accepted' });
    expect(state.checks).toBe(1);
  });

  it('are refused without a check if the gateway is unknown, or its right secret is known', async () => {
    const { keys, state } = openKeys();
    expect(await keys.judge({ id: ID, secret: 'wrong' })).toEqual({ kind: 'refused' });
    expect(state.checks).toBe(1);
    await keys.judge({ id: ID, secret: 'right' });
    expect(state.checks).toBe(2);
    expect(await keys.judge({ id: ID, secret: 'other' })).toEqual({ kind: 'refused' });
    expect(await keys.judge({ id: OTHER.replace('0', '1'), secret: 'right' })).toEqual({ kind: 'refused' });
    expect(state.checks).toBe(2);
  });

  it('are refused once the revocation was read, also if it came during the check', async () => {
    const { keys, state, release } = openKeys({ isHeld: true });
    const key = { id: ID, secret: 'right' };
    const judging = keys.judge(key);
    await new Promise(setImmediate);
    state.gateways = state.gateways.filter(({ id }) => id !== ID);
    state.nowMs += 300;
    expect(await keys.judge({ id: ID, secret: 'x' })).toEqual({ kind: 'refused' }); // reads the gateways
    release();
    expect(await judging).toEqual({ kind: 'refused' });
    expect(keys.remembered(key)).toBeUndefined();
  });

  it('stay valid for ten minutes while the database is away, and unknown ones are undecided', async () => {
    const { keys, state } = openKeys();
    const key = { id: ID, secret: 'right' };
    await keys.judge(key);
    state.isAway = true;
    state.nowMs += 600_000;
    expect(keys.remembered(key)?.id).toBe(ID);
    expect(await keys.judge({ id: OTHER, secret: 'other' })).toEqual({ kind: 'undecided' });
    state.nowMs += 1;
    expect(keys.remembered(key)).toBeUndefined();
    expect(await keys.judge(key)).toEqual({ kind: 'undecided' });
    state.isAway = false;
    expect(await keys.judge(key)).toMatchObject({ kind: 'accepted' });
  });

  it('are checked two at a time; equal keys share a check, and few wait', async () => {
    const { keys, state, release } = openKeys({ isHeld: true });
    const guesses = Array.from({ length: 40 }, (_, n) => keys.judge({ id: ID, secret: `guess ${n}` }));
    const equal = Array.from({ length: 50 }, () => keys.judge({ id: ID, secret: 'guess 0' }));
    await new Promise(setImmediate);
    release();
    const kinds = (await Promise.all(guesses)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(32);
    expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(8);
    expect(new Set((await Promise.all(equal)).map(({ kind }) => kind))).toEqual(new Set(['refused']));
    expect(state.checks).toBe(32);
    expect(state.mostRunning).toBe(2);
    expect(await keys.judge({ id: ID, secret: 'right' })).toMatchObject({ kind: 'accepted' });
  });

  it('of a new gateway are accepted at once, whenever the gateways were read', async () => {
    const { keys, state } = openKeys();
    for (const [n, sinceReadingMs] of [1, 100, 249, 250, 251, 5_000].entries()) {
      await keys.judge({ id: 'unknown', secret: 'x' }); // reads the gateways
      const added = `${n + 1}b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188`;
      state.gateways = [...state.gateways, gatewayWith(added, 'new')];
      state.nowMs += sinceReadingMs;
      expect(await keys.judge({ id: added, secret: 'new' })).toMatchObject({ kind: 'accepted' });
    }
  });

  it('of unknown gateways cause at most four readings a second', async () => {
    const { keys, state } = openKeys();
    for (let n = 0; n < 20; n++) {
      const kinds = await Promise.all(
        Array.from({ length: 50 }, async () => (await keys.judge({ id: 'unknown', secret: 'x' })).kind),
      );
      expect(new Set(kinds)).toEqual(new Set(['refused']));
    }
    expect(state.loads).toBeLessThanOrEqual(1 + state.nowMs / 250);
  });
});
