import type { FetchFunction } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import type { ProblemType } from '@scrutin/contracts/problems';
import { problem } from '@scrutin/contracts/problems';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { CastOutcome, Waiting } from './cast-vote.ts';
import { castVote } from './cast-vote.ts';
import { LAW } from './fixture/contests.ts';
import { voteRequest } from './vote-request.ts';

const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';
const DATE = 'Thu, 26 Nov 2026 17:00:00 GMT';

type Given = 'accepted' | 'lost' | 'a page of a proxy' | 'busy for an hour' | ProblemType;

function answerOf(given: Given) {
  const isProblem = given !== 'accepted' && given !== 'a page of a proxy';
  const body =
    given === 'accepted'
      ? { request_id: ID, status: 'accepted', location: `/api/v1/submissions/${ID}`, message: '' }
      : given === 'a page of a proxy'
        ? '<html>'
        : problem(given === 'busy for an hour' ? 'overloaded' : (given as ProblemType), 'en', {
            location: `/api/v1/submissions/${ID}`,
            retry_after_seconds: given === 'busy for an hour' ? 3_600 : 3,
          });
  const type = isProblem ? 'application/problem+json' : 'application/json';
  return {
    status: given === 'accepted' ? 202 : isProblem ? (body as { status: number }).status : 502,
    headers: { get: (name: string) => ({ 'content-type': type, date: DATE })[name] ?? null },
    text: () => Promise.resolve(JSON.stringify(body)),
  };
}

/** Casts a vote against a server that gives these answers, one after the other, and the last from then on. */
async function cast(...answers: readonly Given[]) {
  const keys: (string | undefined)[] = [];
  const waits: Waiting[] = [];
  let made = 0;
  const fetch: FetchFunction = (_url, init) => {
    const given = answers[Math.min(keys.length, answers.length - 1)] ?? 'lost';
    keys.push(init.headers['idempotency-key']);
    return given === 'lost'
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(answerOf(given));
  };
  const outcome: CastOutcome = await castVote({
    client: createClient(PUBLIC_ROUTES, { baseUrl: '', fetch }),
    send: voteRequest(LAW, { kind: 'option', option: 'oui' }, { nas: '123456782', code: 'KTRW3HXP' }),
    key: 'key-of-this-vote-0',
    newKey: () => `key-of-this-vote-${++made}`,
    now: () => 0,
    wait: () => Promise.resolve(),
    onWaiting: (waiting) => {
      if (waiting !== undefined) waits.push(waiting);
    },
  });
  return { outcome, keys, waits };
}

const RECEIVED = { kind: 'received', id: ID, atMs: Date.parse(DATE), isEarlier: false };

describe('sending a vote', () => {
  it('ends with the first answer that says that it is received', async () => {
    expect(await cast('accepted')).toEqual({ outcome: RECEIVED, keys: ['key-of-this-vote-0'], waits: [] });
  });

  it('repeats the same vote under the same key while no answer says what became of it', async () => {
    const { outcome, keys, waits } = await cast(
      'lost',
      'a page of a proxy',
      'broker-unavailable',
      'accepted',
    );
    expect(outcome).toEqual(RECEIVED);
    expect(new Set(keys)).toEqual(new Set(['key-of-this-vote-0']));
    expect(waits).toEqual([
      { cause: 'no-answer', waitMs: 1_000 },
      { cause: 'no-answer', waitMs: 2_000 },
      { cause: 'busy', waitMs: 4_000 },
    ]);
  });

  it('waits a minute at most, however long the service asks', async () => {
    const { outcome, waits } = await cast('busy for an hour', 'accepted');
    expect([outcome, waits]).toEqual([RECEIVED, [{ cause: 'busy', waitMs: 60_000 }]]);
  });

  it('leaves it to the voter after a minute', async () => {
    const { outcome, waits } = await cast('lost');
    expect(outcome).toEqual({ kind: 'unconfirmed' });
    expect(waits.reduce((sum, { waitMs }) => sum + waitMs, 0)).toBe(60_000);
  });

  it.each(['closed', 'not-open', 'withdrawn-candidate', 'rate-limited', 'malformed'] as const)(
    'ends with a refusal: %s',
    async (type) => {
      const { outcome } = await cast(type);
      expect(outcome).toMatchObject({ kind: 'refused', refusal: { type }, mayBeReceived: false });
    },
  );

  it('does not call a vote lost that may have arrived before the refusal', async () => {
    expect((await cast('lost', 'closed')).outcome).toMatchObject({ kind: 'refused', mayBeReceived: true });
  });

  it('follows an earlier vote under the same key', async () => {
    const { outcome } = await cast('idempotency-key-reused');
    expect(outcome).toEqual({ kind: 'received', id: ID, atMs: 0, isEarlier: true });
  });

  it('takes a new key once if the earlier vote under the key was rejected', async () => {
    const { outcome, keys } = await cast('key-of-rejected-vote', 'accepted');
    expect([outcome, keys]).toEqual([RECEIVED, ['key-of-this-vote-0', 'key-of-this-vote-1']]);
    expect((await cast('key-of-rejected-vote')).outcome).toEqual({ kind: 'unconfirmed' });
  });
});
