import { connect } from 'node:net';
import express from 'express';
import type { ProblemType } from '@scrutin/contracts/problems';
import { problemBody, problemTypeUri } from '@scrutin/contracts/problems';
import { httpService } from '@scrutin/service-runtime/program';
import { silentLogger } from '@scrutin/testkit/without-services';
import { answerBrokenRequests } from './broken-requests.ts';

const app = express();
app.get('/', (_request, response) => void response.json({ fine: true }));
const service = httpService({
  name: 'test',
  app,
  port: 0,
  host: '127.0.0.1',
  logger: silentLogger,
  onServer: answerBrokenRequests,
});
beforeAll(() => service.start());
afterAll(async () => {
  await service.drain();
  await service.stop();
});

/** Sends these bytes and returns the whole answer. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(service.port(), '127.0.0.1');
    let answer = '';
    socket
      .setEncoding('utf8')
      .on('data', (text: string) => (answer += text))
      .on('close', () => {
        resolve(answer);
      })
      .on('error', reject);
    socket.write(bytes);
  });
}

describe('a request that the HTTP parser refuses', () => {
  it.each([
    ['VOTE / HTTP/1.1\r\nHost: x\r\n\r\n', 501, 'method-unknown'],
    ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello', 400, 'not-http'],
    ['GET / HTTP/1.1\r\nHost x\r\n\r\n', 400, 'not-http'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['POST / HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 2\r\n\r\n{}', 417, 'expectation-failed'],
    ['CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n', 501, 'method-unknown'],
  ] satisfies [string, number, ProblemType][])(
    'is answered with a problem: %j',
    async (bytes, status, type) => {
      const answer = await send(bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      expect(head).toMatch(/^content-type: application\/problem\+json$/im);
      expect(head).toMatch(/^connection: close$/im);
      expect(head).toMatch(/^content-language: fr$/im);
      const parsed = problemBody.parse(JSON.parse(body));
      expect(parsed).toMatchObject({ type: problemTypeUri(type), status });
      expect(Number(/^content-length: (\d+)$/im.exec(head)?.[1])).toBe(Buffer.byteLength(body));
    },
  );

  it('is answered in the requested language', async () => {
    const answer = await send('VOTE / HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\n\r\n');
    expect(answer).toContain('Unknown HTTP method');
  });

  it('does not change the answers to earlier requests', async () => {
    const answer = await send('GET / HTTP/1.1\r\nHost: x\r\n\r\nVOTE / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(answer.match(/HTTP\/1\.1 /g)!.length).toBeLessThanOrEqual(2);
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 (?:200|501) /);
  });
});
