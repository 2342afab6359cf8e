import { fieldIn, KeptConnection } from './kept-connection.ts';
import { readersOrder } from './readers-order.ts';

/**
 * Readers who ask for results again and again, each over a connection of its own, as browsers do that watch an election
 * night: with the tag of the last answer (RFC 9110 13.1.2). It writes a line when each of them has had an answer, and
 * counts from then on. It ends when its standard input is closed, and then writes what it was answered, as JSON.
 */
const lines = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
const first = await lines.next();
const { host, port, path, readers, everyMs } = readersOrder.parse(JSON.parse(String(first.value)));
/** So much later than it arrived an answer may be seen. */
const LOOK_EVERY_MS = 20;
let answers: Record<string, number> = {};
let latenciesMs: number[] = [];
let cpuBefore = process.cpuUsage();
let waiting = readers;

/** The requests of a reader, one after the other. */
interface Reading {
  text: string;
  sentMs: number;
  isAnswered: boolean;
}

const requestText = (tag: string | undefined): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n${tag === undefined ? '' : `If-None-Match: ${tag}\r\n`}\r\n`;

const ask = (reading: Reading, connection: KeptConnection<Reading>): void => {
  reading.sentMs = performance.now();
  connection.send(reading);
};

/** The first answer of a reader also took the time of connecting. */
const noteFirst = (reading: Reading): void => {
  reading.isAnswered = true;
  waiting -= 1;
  if (waiting > 0) return;
  answers = {};
  latenciesMs = [];
  cpuBefore = process.cpuUsage();
  process.stdout.write('all have an answer\n');
};

const begin = (): void => {
  const connection = new KeptConnection<Reading>({
    host,
    port,
    onAnswer: (reading, { status, head }) => {
      answers[String(status)] = (answers[String(status)] ?? 0) + 1;
      if (status !== 0) latenciesMs.push(performance.now() - reading.sentMs);
      if (status !== 0 && !reading.isAnswered) noteFirst(reading);
      const tag = fieldIn(head, 'ETag');
      if (tag !== undefined) reading.text = requestText(tag);
      setTimeout(ask, everyMs, reading, connection).unref();
    },
  });
  ask({ text: requestText(undefined), sentMs: 0, isAnswered: false }, connection);
};
// They do not all begin at the same moment.
for (let n = 0; n < readers; n++) setTimeout(begin, (everyMs * n) / readers).unref();

// They look for answers together. If each answer woke this process, sending it would cost the API on the same machine about
// twice as much.
const asleep = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
setInterval(() => Atomics.wait(asleep, 0, 0, LOOK_EVERY_MS), 1).unref();

await lines.next(); // resolves at the end of the input
const sorted = Float64Array.from(latenciesMs).sort();
const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
  JSON.stringify({ answers, p50Ms: at(0.5), p95Ms: at(0.95), cpuSeconds: (user + system) / 1e6 }),
);
process.exit(0);
