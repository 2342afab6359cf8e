import express from 'express';
import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import { writtenGatewayKey } from '@scrutin/contracts/public';
import { createExpressServer } from '@scrutin/service-runtime/program';
import type { IntakeRefusal } from '../vote/intake.ts';
import { voteEntrance } from '../vote/vote-entrance.ts';
import { countedEntrance, gatewayEntrance, gatewayOf } from './gateway-entrance.ts';
import type { KeyVerdict } from './gateway-keys.ts';
import type { BatchRefusal } from './gateway-metrics.ts';
import { RefusedKeys } from './refused-keys.ts';

const ID = '5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188';
const SECRET = 'A'.repeat(43);
const GATEWAY = { id: ID, name: 'kiosks', secretHash: '', votesPerSecond: 1, burst: 1 };

/** The real entrances, with keys that give one verdict on every key that they have not accepted before. */
function openEntrance(verdict: KeyVerdict) {
  const refusals: BatchRefusal[] = [];
  const state = {
    nowMs: 0,
    judged: 0,
    isRemembered: false,
    intake: undefined as IntakeRefusal | undefined,
  };
  const metrics = { refused: (reason: BatchRefusal) => void refusals.push(reason) };
  const app = express();
  app.post(
    '/',
    countedEntrance(voteEntrance({ refusal: () => state.intake }), metrics),
    gatewayEntrance({
      keys: {
        remembered: () => (state.isRemembered ? GATEWAY : undefined),
        judge: () => {
          state.judged += 1;
          return Promise.resolve(verdict);
        },
      },
      refusedKeys: new RefusedKeys(() => state.nowMs),
      metrics,
    }),
    (_request, response) => void response.send(gatewayOf(response).name),
  );
  const server = createExpressServer(app);
  const send = (key = writtenGatewayKey({ id: ID, secret: SECRET })) =>
    request(server).post('/').set('Authorization', `Bearer ${key}`).send({});
  return { send, state, refusals };
}

describe('the entrance of gateways', () => {
  it('admits a gateway with its key', async () => {
    const { send } = openEntrance({ kind: 'accepted', gateway: GATEWAY });
    expect((await send().expect(200)).text).toBe('kiosks');
  });

  it.each([
    ['refused', 401, 'gateway-key-refused', 'key-refused'],
    ['undecided', 503, 'not-ready', 'key-undecided'],
    ['busy', 503, 'overloaded', 'key-undecided'],
  ] as const)('answers a key that is %s with %i', async (kind, status, type, reason) => {
    const { send, refusals } = openEntrance({ kind });
    const answer = await send().expect(status);
    expect(answer.body).toMatchObject({ type: problemTypeUri(type) });
    expect(answer.headers['retry-after']).toEqual(status === 503 ? '5' : undefined);
    expect(answer.headers['www-authenticate']).toEqual(status === 401 ? 'Bearer' : undefined);
    expect(refusals).toEqual([reason]);
  });

  it.each(['overloaded', 'broker-unavailable'] as const)(
    'counts a request that is refused because the process is %s, and judges no key',
    async (kind) => {
      const { send, state, refusals } = openEntrance({ kind: 'accepted', gateway: GATEWAY });
      state.intake = { kind };
      expect((await send().expect(503)).body).toMatchObject({ type: problemTypeUri(kind) });
      expect(state.judged).toBe(0);
      state.intake = undefined;
      await send().expect(200);
      expect(refusals).toEqual(['unavailable']);
    },
  );

  it('makes an address wait that sends many wrong keys, but not with a key that was accepted before', async () => {
    const { send, state } = openEntrance({ kind: 'refused' });
    for (let n = 0; n < 20; n++) await send(n % 2 === 0 ? undefined : 'no key').expect(401);
    state.nowMs = 50_000;
    const judged = state.judged;
    const waiting = await send().expect(429);
    expect(waiting.headers['retry-after']).toBe('10');
    expect(state.judged).toBe(judged);
    state.isRemembered = true;
    await send().expect(200);
    state.isRemembered = false;
    state.nowMs = 60_000;
    await send().expect(401);
  });
});
