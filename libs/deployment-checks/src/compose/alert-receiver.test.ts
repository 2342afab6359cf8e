import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../project-root.ts';

const SCRIPT = path.join(projectRoot(), 'monitoring/alertmanager/receiver.mjs');

/** The body that Alertmanager sends to a webhook (version 4), as far as the receiver reads it. */
const BODY = {
  version: '4',
  receiver: 'people',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'RedisDown', severity: 'critical' },
      annotations: { summary: 'Redis does not answer.' },
      startsAt: '2030-10-07T14:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    },
    {
      status: 'resolved',
      labels: { alertname: 'ParkedMessages' },
      annotations: {},
      startsAt: '2030-10-07T13:00:00Z',
      endsAt: '2030-10-07T13:30:00Z',
    },
  ],
};

test('the receiver writes each alert as a line, answers the health check, and ends when it is told to', async () => {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, METRICS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => JSON.parse(((await lines.next()) as { value: string }).value);
    const { port } = (await next()) as { readonly port: number };
    const address = `http://127.0.0.1:${port}`;
    const send = (body: string): Promise<Response> => fetch(`${address}/alerts`, { method: 'POST', body });

    expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    expect((await fetch(`${address}/alerts`)).status).toBe(404);
    expect((await send('no JSON')).status).toBe(400);
    expect((await send('{}')).status).toBe(400);
    expect((await send(JSON.stringify(BODY))).status).toBe(204);
    expect(await next()).toEqual({
      event: 'alert',
      status: 'firing',
      startsAt: '2030-10-07T14:00:00Z',
      labels: { alertname: 'RedisDown', severity: 'critical' },
      annotations: { summary: 'Redis does not answer.' },
    });
    expect(await next()).toMatchObject({ status: 'resolved', endsAt: '2030-10-07T13:30:00Z' });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await once(child, 'exit')).toEqual([0, null]);
});
