import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LoadMessage, LoadOrder } from './load-order.ts';
import { sendVotes } from './send-votes.ts';

interface Body {
  readonly nas: string;
  readonly code: string;
  readonly vote: string;
}

let folder: string;
let server: Server;
let bodies: Body[];
let answer: (body: Body, response: ServerResponse, request: IncomingMessage) => void;

const accept = (response: ServerResponse): void => {
  response.writeHead(202, { 'Content-Length': 2 }).end('{}');
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-load-'));
  await mkdir(path.join(folder, 'letters'));
  bodies = [];
  answer = (_body, response) => {
    accept(response);
  };
  server = createServer((request, response) => {
    void json(request).then((body) => {
      bodies.push(body as Body);
      answer(body as Body, response, request);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function letters(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, i) => `${200_000_000 + i},CODE${i},L-${i}`);
  const half = Math.ceil(count / 2);
  const files = [lines.slice(0, half), lines.slice(half)];
  for (const [i, own] of files.entries()) {
    const file = path.join(folder, 'letters', `letters-0000${i + 1}.csv`);
    await writeFile(file, ['nas,code,reference', ...own, ''].join('\n'));
  }
}

function order(change: Partial<LoadOrder> = {}): LoadOrder {
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    path: '/api/v1/vote',
    connections: 4,
    inFlight: 1,
    letters: folder,
    skip: 0,
    voters: 1_000,
    duplicateEvery: 0,
    unknownEvery: 0,
    ballots: { '': ['"vote":"oui"', '"vote":"non"', '"vote":"oui"'] },
    pace: { kind: 'closed-loop' },
    interval: { everyAnswers: 50 },
    ...change,
  };
}

const times = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));

describe('a closed loop', () => {
  it('sends the vote of every letter once, and knows what each voted', async () => {
    await letters(200);
    const messages: LoadMessage[] = [];
    const end = await sendVotes(order(), (message) => messages.push(message));
    expect(end).toMatchObject({
      accepted: 200,
      letters: 200,
      answers: { '202': 200 },
      repeated: 0,
      dropped: 0,
    });
    expect(new Set(bodies.map(({ nas }) => nas)).size).toBe(200);
    expect(end.cast).toEqual({ '': [67, 67, 66] });
    expect(times(bodies.map(({ vote }) => vote))).toEqual({ oui: 133, non: 67 });
    const intervals = messages.flatMap((message) => (message.kind === 'interval' ? [message.interval] : []));
    expect(intervals.map(({ accepted }) => accepted)).toEqual([50, 50, 50, 50]);
    expect(end.latencyMs.max).toBeGreaterThanOrEqual(end.latencyMs.p50);
  });

  it('begins after the letters that voted before', async () => {
    await letters(10);
    const end = await sendVotes(order({ skip: 4, voters: 3 }), () => undefined);
    expect(end.letters).toBe(3);
    expect(bodies.map(({ nas }) => nas).sort()).toEqual(['200000004', '200000005', '200000006']);
  });

  it('sends second votes with the same choice, and votes of strangers with the check digit of a NAS', async () => {
    await letters(400);
    const end = await sendVotes(order({ duplicateEvery: 4, unknownEvery: 100 }), () => undefined);
    expect(end).toMatchObject({ accepted: 504, duplicates: 100, unknown: 4 });
    const byNas = [...Map.groupBy(bodies, ({ nas }) => nas).values()];
    const twice = byNas.filter((votes) => votes.length === 2);
    expect(twice).toHaveLength(100);
    for (const [one, other] of twice) expect(other).toEqual(one);
    const strangers = bodies.filter(({ code }) => !code.startsWith('CODE'));
    expect(strangers.map(({ nas }) => nas).sort()).toEqual([
      '100000009',
      '100000017',
      '100000025',
      '100000033',
    ]);
  });

  it('sends a vote again that was refused for the moment, and one whose connection was lost', async () => {
    await letters(20);
    const refused = new Set(['200000003', '200000017']);
    const lost = new Set(['200000008']);
    answer = ({ nas }, response, request) => {
      if (lost.delete(nas)) request.socket.destroy();
      else if (refused.delete(nas))
        response.writeHead(503, { 'Retry-After': '1', 'Content-Length': 0 }).end();
      else accept(response);
    };
    const end = await sendVotes(order(), () => undefined);
    expect(end).toMatchObject({
      accepted: 20,
      answers: { '202': 20, '503': 2 },
      repeated: end.answers['0']! + 2,
    });
    expect(end.answers['0']).toBeGreaterThanOrEqual(1);
    expect(end.cast).toEqual({ '': [7, 7, 6] });
  });

  it('does not send a vote again that was refused for good', async () => {
    await letters(5);
    answer = ({ nas }, response) => {
      if (nas === '200000001') response.writeHead(422, { 'Content-Length': 0 }).end();
      else accept(response);
    };
    const end = await sendVotes(order(), () => undefined);
    expect(end).toMatchObject({ accepted: 4, answers: { '202': 4, '422': 1 }, repeated: 0 });
  });
});

/** Calls the function at the n-th message of progress, one of which comes each second. */
function afterProgress(n: number, work: () => void): (message: LoadMessage) => void {
  let seen = 0;
  return ({ kind }) => {
    if (kind === 'progress' && ++seen === n) work();
  };
}

describe('an open loop', () => {
  const openLoop = {
    kind: 'open-loop',
    perSecond: 200,
    warmUpSeconds: 0,
    seconds: 1,
    patienceMs: 60_000,
  } as const;

  it('measures from the time at which each vote should have been sent, while the server answers nothing', async () => {
    await letters(200);
    const held: ServerResponse[] = [];
    answer = (_body, response) => {
      held.push(response);
    };
    // With one connection, only one vote can be in flight. It is answered after the last was due.
    const release = afterProgress(2, () => {
      answer = (_body, response) => {
        accept(response);
      };
      for (const response of held) accept(response);
    });
    const end = await sendVotes(order({ connections: 1, pace: openLoop }), release);
    expect(end).toMatchObject({ accepted: 200, gaveUp: 0 });
    // A closed loop would have seen one slow answer and 199 fast ones.
    expect(end.latencyMs.p50).toBeGreaterThan(500);
    expect(end.longestStall.ms).toBeGreaterThan(1_000);
  });

  it('keeps several votes in flight on a connection, if it may', async () => {
    await letters(200);
    const end = await sendVotes(order({ connections: 1, inFlight: 50, pace: openLoop }), () => undefined);
    expect(end).toMatchObject({ accepted: 200, letters: 200, gaveUp: 0 });
    expect(end.seconds).toBeGreaterThanOrEqual(0.99);
  });

  it('counts the votes of the time of warming up, and does not measure them', async () => {
    await letters(300);
    const held: ServerResponse[] = [];
    answer = (_body, response) => {
      held.push(response);
    };
    // Every vote of the first second is answered at its end.
    const release = afterProgress(1, () => {
      answer = (_body, response) => {
        accept(response);
      };
      for (const response of held) accept(response);
    });
    const messages: LoadMessage[] = [];
    const pace = { ...openLoop, warmUpSeconds: 1.5, seconds: 0.75 };
    const end = await sendVotes(
      order({ connections: 1, inFlight: 200, pace, interval: { everyMs: 250 } }),
      (message) => {
        messages.push(message);
        release(message);
      },
    );
    expect(end).toMatchObject({ accepted: 300, letters: 300, answers: { '202': 300 } });
    const intervals = messages.flatMap((message) => (message.kind === 'interval' ? [message.interval] : []));
    expect(intervals[0]?.fromMs).toBe(1_500);
    const inIntervals = intervals.reduce((sum, { accepted }) => sum + accepted, 0);
    expect(end.accepted - inIntervals).toBe(150);
  });

  it('counts the voters who gave up, because no connection was free for too long', async () => {
    await letters(200);
    const held: ServerResponse[] = [];
    answer = (_body, response) => {
      held.push(response);
    };
    const release = afterProgress(2, () => {
      for (const response of held) accept(response);
    });
    const end = await sendVotes(order({ connections: 1, pace: { ...openLoop, patienceMs: 100 } }), release);
    expect(end.accepted).toBe(1);
    expect(end.gaveUp).toBe(199);
    expect(end.letters).toBe(1);
  });
});

it('refuses a folder without letters', async () => {
  await expect(sendVotes(order(), () => undefined)).rejects.toThrow('has no letters');
});

it('ends as a process when nobody reads what it writes, and says nothing', async () => {
  await letters(100_000);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../dist/load/main.js', import.meta.url))]);
  const complaints = text(child.stderr);
  child.stdin.end(JSON.stringify(order({ voters: 100_000 })));
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(await complaints).toBe('');
});
