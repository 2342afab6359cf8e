import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import request from 'supertest';
import { smallJsonBody } from '@scrutin/http-edge';
import { createExpressServer } from '@scrutin/service-runtime/program';
import { until } from '@scrutin/testkit/without-services';
import type { IntakeRefusal } from './intake.ts';
import { voteEntrance } from './vote-entrance.ts';

let refusal: IntakeRefusal | undefined;
let asked = 0;
let read = 0;
const intake = {
  refusal: () => {
    asked += 1;
    return refusal;
  },
};
const server = createExpressServer(
  express().post('/vote', voteEntrance(intake), smallJsonBody(4_096), (_request, response) => {
    read += 1;
    response.status(202).end();
  }),
);
const BODY = '{"nas":"000000000"}';

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  refusal = undefined;
  asked = 0;
  read = 0;
});

describe('the entrance of votes', () => {
  it('lets votes pass while the intake takes them', async () => {
    await request(server).post('/vote').set('Content-Type', 'application/json').send(BODY).expect(202);
    expect(read).toBe(1);
  });

  it.each([
    ['overloaded', 'fr', /surchargé|trop/i],
    ['overloaded', 'en', /not processed|too many|overload/i],
    ['broker-unavailable', 'fr', /vote/i],
    ['broker-unavailable', 'en', /vote/i],
  ] as const)('answers 503 %s in %s without reading the body', async (kind, language, detail) => {
    refusal = { kind };
    const answer = await request(server)
      .post('/vote')
      .set('Content-Type', 'application/json')
      .set('Accept-Language', language)
      .send('not JSON')
      .expect(503);
    expect(answer.body).toMatchObject({ type: `urn:problem-type:scrutin:${kind}`, status: 503 });
    expect((answer.body as { detail: string }).detail).toMatch(detail);
    expect(answer.headers).toMatchObject({ 'content-language': language, 'retry-after': '5' });
    expect(read).toBe(0);
  });

  it('answers at the end of the turn, when all requests that had arrived were looked at', async () => {
    const client = await Client.open();
    refusal = { kind: 'overloaded' };
    let askedBeforeAnswer = 0;
    client.onFirstAnswer(() => (askedBeforeAnswer = asked));
    client.send(BODY, 20);
    await until('all are refused', () => client.statuses().length === 20);
    expect(askedBeforeAnswer).toBe(20);
    client.end();
  });

  it('keeps the connection, so that refused and accepted votes may follow one another on it', async () => {
    const client = await Client.open();
    refusal = { kind: 'overloaded' };
    client.send(BODY);
    client.send(BODY);
    await until('both are refused', () => client.statuses().length === 2);
    refusal = undefined;
    client.send(BODY);
    await until('the next one is accepted', () => client.statuses().length === 3);
    expect(client.statuses()).toEqual([503, 503, 202]);
    expect(client.isClosed).toBe(false);
    client.end();
  });

  it.each([
    ['a large body', 'Content-Length: 5000000'],
    ['a body of unknown length', 'Transfer-Encoding: chunked'],
  ])('closes the connection after %s, which it does not read', async (_what, header) => {
    const client = await Client.open();
    refusal = { kind: 'overloaded' };
    client.write(`POST /vote HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${header}\r\n\r\n`);
    await until('the connection is closed', () => client.isClosed);
    expect(client.statuses()).toEqual([503]);
  });
});

/** A client that writes requests as bytes. */
class Client {
  isClosed = false;
  readonly #socket: Socket;
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => (this.#received += data.toString()));
    socket.on('close', () => (this.isClosed = true));
    socket.on('error', () => undefined); // The server may reset a connection whose body it did not read.
  }

  static open(): Promise<Client> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        resolve(new Client(socket));
      });
    });
  }

  onFirstAnswer(listener: () => void): void {
    this.#socket.once('data', listener);
  }

  /** Sends so many requests with this body, together. */
  send(body: string, count = 1): void {
    this.write(
      `POST /vote HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`.repeat(
        count,
      ),
    );
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  statuses(): number[] {
    return [...this.#received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
  }

  end(): void {
    this.#socket.destroy();
  }
}
