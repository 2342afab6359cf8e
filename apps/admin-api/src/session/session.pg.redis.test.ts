import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { HOUR_MS, openAdminApi, PASSWORD, START_MS } from '../fixture/test-admin-api.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL'], { failures: 8 });
  closeBefore(() => api.close());
});
beforeEach(() => {
  api.clock.nowMs = START_MS;
});

const LOGIN = '/admin/v1/session';
const problemOf = (answer: { body: unknown }): string =>
  (answer.body as { type: string }).type.replace('urn:problem-type:scrutin:', '');

/** Logs in from an address that only this test uses, so that failures of other tests do not count. */
const logInFrom = (address: string, email: string, password: string) =>
  request(api.server)
    .post(LOGIN)
    .set('X-Forwarded-For', address)
    .set('Accept-Language', 'en')
    .send({ email, password });

describe('a login', () => {
  it('opens a session whose token the server does not keep', async () => {
    const client = await api.logIn('official', 'marie@elections.example');
    const answer = await client.logIn('Marie@Elections.Example', PASSWORD);
    expect(answer.body).toMatchObject({
      official: { email: 'marie@elections.example', role: 'official', disabled_at: null },
      expires_at: new Date(START_MS + 8 * HOUR_MS).toISOString(),
    });
    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(
      /^__Host-scrutin_session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
    const token = Buffer.from(client.cookie.split('=')[1] ?? '', 'base64url');
    expect(token).toHaveLength(32);
    expect(await api.office.session(createHash('sha256').update(token).digest())).toBeDefined();
    expect(await api.office.session(token)).toBeUndefined();

    const who = await client.get(LOGIN).expect(200);
    expect(who.body).toEqual(answer.body);
  });

  it('ends at the logout, after which its cookie is not accepted', async () => {
    const client = await api.logIn('auditor');
    const answer = await client.send('delete', LOGIN).expect(204);
    expect((answer.headers['set-cookie'] as unknown as string[])[0]).toContain('Max-Age=0');
    expect(problemOf(await client.get(LOGIN).expect(401))).toBe('login-required');
  });

  it('lasts at most eight hours, and less without use', async () => {
    const used = await api.logIn('auditor');
    const unused = await api.logIn('auditor');
    for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
      api.clock.nowMs = START_MS + minutes * 60_000;
      await used.get(LOGIN).expect(200);
    }
    await unused.get(LOGIN).expect(401);
    api.clock.nowMs = START_MS + 8 * HOUR_MS;
    await used.get(LOGIN).expect(401);
  });

  it('that fails is answered in both languages without the reason', async () => {
    await api.logIn('auditor', 'known@elections.example');
    const answers = [
      await logInFrom('10.0.0.1', 'known@elections.example', 'wrong'),
      await logInFrom('10.0.0.1', 'nobody@elections.example', PASSWORD),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    const french = await request(api.server).post(LOGIN).send({ email: 'x', password: 'y' }).expect(401);
    expect((french.body as { title: string }).title).toBe('Identifiants refusés');
  });

  it('of a locked account is refused until the lock ends, also with the right password', async () => {
    const email = 'locked@elections.example';
    await api.logIn('auditor', email);
    for (let i = 0; i < 5; i++) await logInFrom('10.0.0.2', email, `wrong ${i}`).expect(401);
    const locked = await logInFrom('10.0.0.3', email, PASSWORD).expect(429);
    expect(problemOf(locked)).toBe('too-many-logins');
    const seconds = Number(locked.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    api.clock.nowMs += seconds * 1_000;
    await logInFrom('10.0.0.3', email, PASSWORD).expect(200);
  });

  it('from an address with many failures is refused, whatever the account', async () => {
    await api.logIn('auditor', 'victim@elections.example');
    for (let i = 0; i < 8; i++) await logInFrom('10.0.0.4', `guess-${i}@x.example`, 'wrong').expect(401);
    const limited = await logInFrom('10.0.0.4', 'victim@elections.example', PASSWORD).expect(429);
    expect(limited.headers['retry-after']).toBe('900');
    await logInFrom('10.0.0.5', 'victim@elections.example', PASSWORD).expect(200);
  });

  it('from an address with many failures is refused by every replica', async () => {
    const replicas = { failures: 8, keyPrefix: `test-${randomUUID()}:` };
    const [one, other] = await Promise.all([
      openAdminApi(database, process.env['REDIS_URL'], replicas),
      openAdminApi(database, process.env['REDIS_URL'], replicas),
    ]);
    try {
      const guess = ({ server }: TestAdminApi, status: number) =>
        request(server)
          .post(LOGIN)
          .set('X-Forwarded-For', '10.0.0.6')
          .send({ email: `nobody-${status}@x.example`, password: 'wrong' })
          .expect(status);
      for (let i = 0; i < 4; i++) await guess(one, 401);
      for (let i = 0; i < 4; i++) await guess(other, 401);
      await guess(one, 429);
      await guess(other, 429);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });

  it('that another site requests is refused without checking it', async () => {
    const body = { email: 'marie@elections.example', password: PASSWORD };
    for (const [name, value] of [
      ['Origin', 'https://evil.example'],
      ['Origin', 'null'],
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
    ] as const) {
      const answer = await request(api.server).post(LOGIN).set(name, value).send(body).expect(403);
      expect(problemOf(answer)).toBe('cross-site');
    }
    await request(api.server).post(LOGIN).type('form').send(body).expect(415);
    await request(api.server).post(LOGIN).type('text/plain').send(JSON.stringify(body)).expect(415);
  });

  it.each([
    ['{', 400],
    ['[]', 422],
    ['{"email":1,"password":2}', 422],
    ['{"email":"a","password":"b","role":"operator"}', 422],
    [JSON.stringify({ email: 'a', password: 'x'.repeat(9_000) }), 413],
  ])('with the body %.40s is answered %d', async (body, status) => {
    await request(api.server).post(LOGIN).type('json').send(body).expect(status);
  });
});

describe('a request that changes something', () => {
  const region = { id: 'CSRF', name: { fr: 'x', en: 'x' } };
  const PATH = '/admin/v1/regions';

  it('needs the token that only our own pages can read', async () => {
    const client = await api.logIn('official');
    const other = await api.logIn('official');
    const withToken = (token?: string) => {
      const test = request(api.server).post(PATH).set('Cookie', client.cookie);
      return (token === undefined ? test : test.set('X-CSRF-Token', token)).send(region);
    };
    for (const token of [undefined, '', 'x', other.csrfToken, `${client.csrfToken}=`]) {
      expect(problemOf(await withToken(token).expect(403))).toBe('cross-site');
    }
    expect(await api.office.regions()).toEqual([]);
    await withToken(client.csrfToken).expect(201);
  });

  it('is refused if the browser says that another site sent it', async () => {
    const client = await api.logIn('official');
    const post = (name: string, value: string) =>
      client.post(PATH, { ...region, id: 'CSRF2' }).set(name, value);
    await post('Origin', 'https://evil.example').expect(403);
    await post('Origin', `${api.url}.evil.example`).expect(403);
    await post('Origin', 'null').expect(403);
    await post('Sec-Fetch-Site', 'cross-site').expect(403);
    await post('Sec-Fetch-Site', 'same-site').expect(403);
    await post('Origin', api.url)
      .set('Host', new URL(api.url).host)
      .set('Sec-Fetch-Site', 'same-origin')
      .expect(201);
  });

  it('needs a valid session cookie', async () => {
    for (const cookie of [
      '__Host-scrutin_session=x',
      '__Host-scrutin_session=',
      'scrutin_session=y',
      '%%%;==',
    ]) {
      await request(api.server).get(LOGIN).set('Cookie', cookie).expect(401);
    }
    const invented = `__Host-scrutin_session=${'A'.repeat(43)}`;
    await request(api.server).get(LOGIN).set('Cookie', invented).expect(401);
  });

  it('is refused once the account is disabled', async () => {
    const operator = await api.logIn('operator');
    const client = await api.logIn('official', 'leaving@elections.example');
    const found = (await api.office.officials()).find(({ email }) => email === 'leaving@elections.example');
    await operator.post(`/admin/v1/officials/${found?.id ?? ''}/disablement`).expect(200);
    await client.get('/admin/v1/regions').expect(401);
    const again = await client.logIn('leaving@elections.example', PASSWORD);
    expect(again.status).toBe(401);
  });
});

describe('the password of one’s own account', () => {
  const OWN = `${LOGIN}/password`;
  const NEW = 'a quite different passphrase';

  it.each(['official', 'operator', 'auditor'] as const)(
    'can be changed by an %s, and the other sessions of that account end',
    async (role) => {
      const email = `own-${role}@elections.example`;
      const client = await api.logIn(role, email);
      const elsewhere = await logInFrom('10.0.1.1', email, PASSWORD).expect(200);
      const cookie = (elsewhere.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '';
      const answer = await client.post(OWN, { current_password: PASSWORD, new_password: NEW }).expect(200);
      expect(answer.body).toMatchObject({ email, role });
      await client.get(LOGIN).expect(200);
      await request(api.server).get(LOGIN).set('Cookie', cookie).expect(401);
      await logInFrom('10.0.1.1', email, PASSWORD).expect(401);
      await logInFrom('10.0.1.1', email, NEW).expect(200);
      const acts = await api.office.acts({ limit: 10, subject: `official:${email}` });
      expect(acts).toContainEqual(expect.objectContaining({ action: 'official.password', actor: email }));
      expect(JSON.stringify(acts.map(({ after }) => after))).not.toContain('argon2');
    },
  );

  it('cannot be changed without the present password, and guesses at that lock the account', async () => {
    const email = 'guessed@elections.example';
    const client = await api.logIn('official', email);
    const attempt = (present: string, wanted = NEW) =>
      client
        .post(OWN, { current_password: present, new_password: wanted })
        .set('X-Forwarded-For', '10.0.1.2');
    expect((await attempt(PASSWORD, 'short')).status).toBe(422);
    await client.post(OWN, { new_password: NEW }).expect(422);
    for (let i = 0; i < 5; i++)
      expect(problemOf(await attempt(`wrong ${i}`).expect(401))).toBe('wrong-login');
    expect(problemOf(await attempt(PASSWORD).expect(429))).toBe('too-many-logins');
    api.clock.nowMs += 60_000;
    await logInFrom('10.0.1.3', email, PASSWORD).expect(200);
  });

  it('can be changed only with a session and its token', async () => {
    const client = await api.logIn('official');
    const body = { current_password: PASSWORD, new_password: NEW };
    await request(api.server).post(OWN).send(body).expect(401);
    await request(api.server).post(OWN).set('Cookie', client.cookie).send(body).expect(403);
  });
});

it('nothing was logged as a failure, and the logins were counted', async () => {
  expect(api.errors).toEqual([]);
  const metrics = await api.registry.metrics();
  expect(metrics).toMatch(/admin_logins_total\{outcome="in"[^}]*\} \d/);
  expect(metrics).toMatch(/admin_logins_total\{outcome="locked"[^}]*\} 2\n/);
  expect(metrics).not.toContain('marie');
});
