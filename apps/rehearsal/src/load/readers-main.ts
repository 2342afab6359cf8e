import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { readersOrder } from './readers-order.ts';

/**
 * Readers who ask for results again and again, each over a connection of its own, as browsers do that watch an election
 * night: with the tag of the last answer (RFC 9110 13.1.2). It ends when its standard input is closed, and then writes
 * what it was answered, as JSON.
 */
const lines = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
const first = await lines.next();
const order = readersOrder.parse(JSON.parse(String(first.value)));
const agent = new Agent({ keepAlive: true, maxSockets: order.readers, maxFreeSockets: order.readers });
const answers: Record<string, number> = {};
const latenciesMs: number[] = [];

const ask = (tag: string | undefined): Promise<string | undefined> =>
  new Promise((resolve) => {
    const begunMs = performance.now();
    const headers = tag === undefined ? {} : { 'If-None-Match': tag };
    const note = (status: number): void => {
      answers[String(status)] = (answers[String(status)] ?? 0) + 1;
    };
    request({ host: order.host, port: order.port, path: order.path, headers, agent }, (response) => {
      void text(response).then(() => {
        note(response.statusCode ?? 0);
        latenciesMs.push(performance.now() - begunMs);
        resolve(response.headers.etag);
      });
    })
      .on('error', () => {
        note(0);
        resolve(tag);
      })
      .end();
  });

const reader = (n: number): void => {
  let tag: string | undefined;
  const poll = async (): Promise<void> => {
    tag = await ask(tag);
    setTimeout(() => void poll(), order.everyMs).unref();
  };
  // They do not all ask at the same moment.
  setTimeout(() => void poll(), (order.everyMs * n) / order.readers).unref();
};
for (let n = 0; n < order.readers; n++) reader(n);

await lines.next(); // resolves at the end of the input
const sorted = Float64Array.from(latenciesMs).sort();
const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({ answers, p50Ms: at(0.5), p95Ms: at(0.95), cpuSeconds: (user + system) / 1e6 }),
);
process.exit(0);
