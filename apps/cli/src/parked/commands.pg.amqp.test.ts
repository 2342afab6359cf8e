import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { request } from 'undici';
import { openBroker } from '@scrutin/broker';
import { QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import { contestKey, issueSubmissionId, lawSelection } from '@scrutin/election';
import { createMessageSeal } from '@scrutin/service-runtime';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { atOffice } from '../fixture/test-office.ts';
import { buildProgram } from '../program.ts';
import { runCommandLine } from '../run.ts';

const vhost = `cli-parked-${randomBytes(6).toString('hex')}`;
const before = { ...process.env };
let database: TestDatabase;

function given(name: string): string {
  const value = before[name];
  if (value === undefined) throw new Error(`${name} is not set: these tests need a real RabbitMQ.`);
  return value;
}

/** A virtual host of its own: the commands know no other queues than those of production. */
async function onVirtualHost(method: 'PUT' | 'DELETE'): Promise<void> {
  const { origin, username, password } = new URL(given('RABBITMQ_MANAGEMENT_URL'));
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const answer = await request(`${origin}/api/vhosts/${vhost}`, {
    method,
    headers: { authorization: `Basic ${login.toString('base64')}` },
  });
  await answer.body.dump();
  expect([201, 204]).toContain(answer.statusCode);
}

const CREDENTIAL = Buffer.alloc(32, 7).toString('base64url');
const KEY = { id: 'k1', bytes: new Uint8Array(32).fill(3) };
const SUBMITTED = sealedCodecs(createMessageSeal([KEY])).submitted.encode([
  {
    submissionId: issueSubmissionId(new Uint8Array(12), (bytes) => bytes),
    contest: contestKey({ kind: 'law', lawId: 'L-1' }),
    credentialHash: CREDENTIAL,
    guessKey: Buffer.alloc(16, 9).toString('base64url'),
    acceptedAtMs: 1_000,
    selection: lawSelection('oui'),
  },
]);

beforeAll(async () => {
  database = await createTestDatabase(given('DATABASE_URL'));
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
  await onVirtualHost('PUT');
  const url = new URL(given('AMQP_URL'));
  url.pathname = `/${vhost}`;
  process.env['AMQP_URL'] = url.href;
  process.env['MESSAGE_KEYS'] = `k1:${'03'.repeat(32)}`;
  const broker = openBroker({ url: url.href, connectionName: 'cli-test', logger: silentLogger });
  await broker.waitUntilReady(10_000);
  const origin = { 'x-origin-queue': QUEUES.validation, 'x-problem': 'delivery-limit\nand its stack' };
  for (const id of ['a', 'b']) {
    const headers = { ...origin, 'x-parking-id': id };
    await broker.publish(QUEUES.parked, SUBMITTED, { messageId: 'm', items: 1, headers });
  }
  await broker.close();
});

afterAll(async () => {
  process.env = before;
  await database.drop(); // fails on a connection that a command left open
  await onVirtualHost('DELETE');
});

async function scrutin(...args: readonly string[]): Promise<string> {
  let out = '';
  jest.spyOn(console, 'log').mockImplementation((text: string) => (out += `${text}\n`));
  const code = await runCommandLine(await buildProgram(args), ['node', 'scrutin', ...args]);
  jest.restoreAllMocks();
  expect(code).toBe(0);
  return out;
}

describe('parked messages as JSON', () => {
  it('are listed as in the table, with their total number', async () => {
    const row = {
      originQueue: QUEUES.validation,
      problem: 'delivery-limit',
      acceptedAt: '1970-01-01T00:00:01.000Z',
      bytes: SUBMITTED.length,
      votes: 1,
    };
    const out = await scrutin('parked', 'list', '--limit', '1', '--json');
    const list = JSON.parse(out) as { parked: number; messages: { id: string }[] };
    expect(list).toEqual({ parked: 2, messages: [expect.objectContaining(row)] });
    expect((JSON.parse(await scrutin('parked', 'list', '--json')) as typeof list).messages).toHaveLength(2);
    expect(Object.keys(list.messages[0]!).sort()).toEqual(['id', ...Object.keys(row)].sort());
    expect(await scrutin('parked', 'list')).toContain('delivery-limit');
  });

  it('are shown on one line, and redacted as in the table (P6)', async () => {
    const line = await scrutin('parked', 'show', 'a', '--json');
    expect(line.trimEnd()).not.toContain('\n');
    expect(line).not.toContain(CREDENTIAL);
    expect(line).not.toMatch(/"oui"/);
    expect(JSON.parse(line)).toEqual(JSON.parse(await scrutin('parked', 'show', 'a')));
  });
});

describe('parked messages that are discarded', () => {
  const url = (): string => process.env['DATABASE_URL'] ?? '';
  const acts = () =>
    atOffice(url(), async (office) => ({ ok: true, value: await office.acts({ limit: 100 }) }));

  it('stay without a reason, and while they hold a vote that nobody gave up', async () => {
    expect(await runScrutin('parked', 'discard', 'a')).toMatchObject({ code: 2 });
    expect(await runScrutin('parked', 'discard', 'a', '--even-votes', '--reason', ' ')).toMatchObject({
      code: 1,
      err: expect.stringContaining('reason') as unknown,
    });
    expect(await runScrutin('parked', 'discard', 'a', '--reason', 'a test')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--even-votes') as unknown,
    });
    expect(await acts()).toEqual([]);
    expect(JSON.parse(await scrutin('parked', 'list', '--json'))).toMatchObject({ parked: 2 });
  });

  it('leave an act with their votes and the reason, and nothing else of them', async () => {
    const reason = 'its key is lost';
    expect(await runScrutin('parked', 'discard', 'a', '--even-votes', '--reason', reason)).toMatchObject({
      code: 0,
      out: `a discarded: ${reason}\n`,
    });
    expect(JSON.parse(await scrutin('parked', 'list', '--json'))).toMatchObject({ parked: 1 });
    const [act, ...others] = await acts();
    expect(others).toEqual([]);
    expect(act).toMatchObject({
      action: 'votes.discard',
      subject: 'law:L-1',
      reason,
      actor: expect.stringMatching(/^command line: /) as unknown,
    });
    expect([act?.before, act?.after]).toEqual([undefined, { message: 'a', votes: 1 }]);
  });

  it('are put on record under the subject `ledger` if nobody can read their contents', async () => {
    const keys = process.env['MESSAGE_KEYS'];
    process.env['MESSAGE_KEYS'] = `k2:${'04'.repeat(32)}`;
    const reason = 'sealed with a key that is gone';
    expect(await runScrutin('parked', 'discard', 'b', '--reason', reason)).toMatchObject({
      code: 1,
      err: expect.stringContaining('may hold one') as unknown,
    });
    expect(JSON.parse(await scrutin('parked', 'list', '--json'))).toMatchObject({ parked: 1 });
    expect(await runScrutin('parked', 'discard', 'b', '--even-votes', '--reason', reason)).toMatchObject({
      code: 0,
    });
    process.env['MESSAGE_KEYS'] = keys;
    expect((await acts())[0]).toMatchObject({ subject: 'ledger', reason, after: { message: 'b', votes: 1 } });
  });
});
