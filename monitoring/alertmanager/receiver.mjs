/**
 * Writes every alert that Alertmanager sends as one line of JSON, and does nothing else. `docker compose logs
 * alert-receiver` shows the lines. It listens on METRICS_PORT (9100), where the health check of the image asks.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

const server = createServer((request, response) => {
  receive(request, response).catch(() => {
    response.writeHead(400).end();
  });
});

/** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>} */
async function receive(request, response) {
  if (request.method === 'GET' && request.url === '/health/ready') {
    response.writeHead(200).end();
    return;
  }
  if (request.method !== 'POST' || request.url !== '/alerts') {
    response.writeHead(404).end();
    return;
  }
  const { alerts } = /** @type {{ alerts: readonly Alert[] }} */ (await json(request));
  for (const { status, labels, annotations, startsAt, endsAt } of alerts) {
    const end = status === 'resolved' ? { endsAt } : {};
    console.log(JSON.stringify({ event: 'alert', status, startsAt, ...end, labels, annotations }));
  }
  response.writeHead(204).end();
}

/** @typedef {{ status: string, labels: object, annotations: object, startsAt: string, endsAt: string }} Alert */

process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
server.listen(Number(process.env['METRICS_PORT'] ?? 9100), () => {
  const address = server.address();
  console.log(
    JSON.stringify({ event: 'listening', port: typeof address === 'object' ? address?.port : address }),
  );
});
