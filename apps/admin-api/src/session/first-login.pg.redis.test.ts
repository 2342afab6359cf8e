import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { useDatabase } from '@scrutin/testkit/database';
import { totpCode } from '@scrutin/testkit/without-services';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { FIRST_PASSWORD, openAdminApi, PASSWORD, START_MS } from '../fixture/test-admin-api.ts';
import { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;

beforeAll(async () => {
  const key = { id: 'k1', bytes: Uint8Array.from(randomBytes(32)) };
  const secondFactor = { keys: [key], requiredOf: ['operator'] } as const;
  api = await openAdminApi(database, process.env['REDIS_URL'], { failures: 8, secondFactor });
  closeBefore(() => api.close());
});
beforeEach(() => {
  api.clock.nowMs = START_MS;
});

const V1 = '/admin/v1';
const problemOf = (answer: { body: unknown }): string =>
  (answer.body as { type: string }).type.replace('urn:problem-type:scrutin:', '');

/** Enrols a second factor and returns its secret. The clock is one step further after it. */
async function enrol(client: TestClient, password = PASSWORD): Promise<string> {
  const begun = await client.post(`${V1}/session/second-factor`, { current_password: password }).expect(201);
  const { secret } = begun.body as { secret: string };
  const code = totpCode(secret, api.clock.nowMs);
  await client.post(`${V1}/session/second-factor/confirmation`, { code }).expect(200);
  api.clock.nowMs += 30_000;
  return secret;
}

describe('a password that an operator chose', () => {
  it('opens a session that may only change it, and its owner then has another', async () => {
    const email = 'new@elections.example';
    const account = { email, displayName: 'New', role: 'official', password: FIRST_PASSWORD } as const;
    await api.office.createOfficial({ name: 'test' }, account);
    const client = new TestClient(api.server);
    const login = await client.logIn(email, FIRST_PASSWORD);
    expect(login.body).toMatchObject({ setup: 'change-password', official: { must_change_password: true } });
    await client.get(`${V1}/session`).expect(200);
    const refused = await client.get(`${V1}/elections`).expect(403);
    expect(problemOf(refused)).toBe('password-change-required');
    for (const path of ['regions', 'session/second-factor']) {
      const body = { current_password: FIRST_PASSWORD };
      expect(problemOf(await client.post(`${V1}/${path}`, body).expect(403))).toBe(
        'password-change-required',
      );
    }
    const same = await client.changePassword(FIRST_PASSWORD, FIRST_PASSWORD);
    expect(same.body).toMatchObject({
      status: 422,
      refusal: expect.stringContaining('present one') as string,
    });
    const changed = await client.changePassword(FIRST_PASSWORD, PASSWORD);
    expect(changed.body).toMatchObject({ must_change_password: false });
    await client.get(`${V1}/elections`).expect(200);
    expect((await client.get(`${V1}/session`)).body).toMatchObject({ setup: null });
  });

  it('must be changed again after an operator set another', async () => {
    const client = await api.logIn('auditor', 'again@elections.example');
    const who = await client.get(`${V1}/session`);
    const { id } = (who.body as { official: { id: string } }).official;
    await api.office.setPassword({ name: 'test' }, id, 'chosen by another operator');
    const login = await client.logIn('again@elections.example', 'chosen by another operator');
    expect(login.body).toMatchObject({ setup: 'change-password' });
  });

  it('is refused in the language of the request if it is common or made of the name', async () => {
    const client = await api.logIn('official', 'marguerite@elections.example');
    const refusalIn = async (language: string, password: string) => {
      const body = { current_password: PASSWORD, new_password: password };
      const answer = await client
        .post(`${V1}/session/password`, body)
        .set('Accept-Language', language)
        .expect(422);
      return (answer.body as { refusal: string }).refusal;
    };
    expect(await refusalIn('fr', 'motdepasse1234')).toContain('facile à deviner');
    expect(await refusalIn('en', 'motdepasse1234')).toContain('easy to guess');
    expect(await refusalIn('fr', 'Marguerite123')).toContain('nom ou de l’adresse');
    expect(await refusalIn('fr', 'court')).toContain('au moins 12 caractères');
  });
});

describe('a second factor', () => {
  it('is required of the roles that the installation names, before anything else', async () => {
    const operator = await api.logIn('operator', 'ops@elections.example');
    const refused = await operator.get(`${V1}/officials`).expect(403);
    expect(problemOf(refused)).toBe('second-factor-required');
    expect((await operator.get(`${V1}/session`)).body).toMatchObject({ setup: 'enrol-second-factor' });
    const begun = await operator.post(`${V1}/session/second-factor`, { current_password: PASSWORD });
    expect(begun.body).toMatchObject({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/) as string,
      uri: expect.stringMatching(/^otpauth:\/\/totp\/Scrutin:ops/) as string,
    });
    const wrong = await operator
      .post(`${V1}/session/second-factor/confirmation`, { code: '000000' })
      .set('Accept-Language', 'fr')
      .expect(422);
    expect((wrong.body as { refusal: string }).refusal).toContain('ne correspond pas');
    await enrol(operator);
    await operator.get(`${V1}/officials`).expect(200);
  });

  it('makes a login need a code, each of which is accepted once', async () => {
    const email = 'totp@elections.example';
    const client = await api.logIn('official', email);
    const secret = await enrol(client);
    expect(problemOf(await client.logIn(email, PASSWORD))).toBe('code-required');
    const code = totpCode(secret, api.clock.nowMs);
    const login = await client.logIn(email, PASSWORD, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(login.body).toMatchObject({
      setup: null,
      official: { second_factor_at: expect.any(String) as string },
    });
    expect(problemOf(await client.logIn(email, PASSWORD, code))).toBe('wrong-code');
    // The wrong password is answered in the same way with and without a code.
    expect(problemOf(await client.logIn(email, 'wrong password', code))).toBe('wrong-login');
    const removal = { current_password: PASSWORD, code: '000000' };
    await client.post(`${V1}/session/second-factor/removal`, removal).expect(401);
    api.clock.nowMs += 30_000;
    const right = { ...removal, code: totpCode(secret, api.clock.nowMs) };
    await client.post(`${V1}/session/second-factor/removal`, right).expect(200);
    expect((await client.logIn(email, PASSWORD)).status).toBe(200);
  });

  it('counts wrong codes as failures of the address, and a missing code as none', async () => {
    const secrets: string[] = [];
    for (const number of [1, 2, 3]) {
      secrets.push(await enrol(await api.logIn('official', `guess${number}@elections.example`)));
    }
    const attempt = (email: string, code?: string) =>
      request(api.server)
        .post(`${V1}/session`)
        .set('X-Forwarded-For', '203.0.113.77')
        .send({ email, password: PASSWORD, ...(code === undefined ? {} : { code }) });
    for (let i = 0; i < 10; i += 1) await attempt('guess1@elections.example').expect(401);
    for (const number of [1, 2]) {
      for (let i = 0; i < 4; i += 1) await attempt(`guess${number}@elections.example`, '000000').expect(401);
    }
    const right = totpCode(secrets[2] ?? '', api.clock.nowMs);
    expect(problemOf(await attempt('guess3@elections.example', right).expect(429))).toBe('too-many-logins');
  });

  it('that is lost is removed by two operators, and both are on record', async () => {
    const [one, other] = [
      await api.logIn('operator', 'one@x.example'),
      await api.logIn('operator', 'two@x.example'),
    ];
    await enrol(one);
    await enrol(other);
    const email = 'lost@elections.example';
    const official = await api.logIn('official', email);
    await enrol(official);
    const { id } = ((await official.get(`${V1}/session`)).body as { official: { id: string } }).official;
    const reset = `${V1}/officials/${id}/second-factor-reset`;
    await official.post(reset, { reason: 'Lost.' }).expect(403);
    await one.post(`${reset}/confirmation`).expect(409);
    const asked = await one.post(reset, { reason: 'The phone fell into the river.' }).expect(200);
    expect(asked.body).toMatchObject({ second_factor_reset: { asked_by: 'one@x.example' } });
    const own = await one.post(`${reset}/confirmation`).expect(409);
    expect((own.body as { refusal: string }).refusal).toContain('another person');
    const confirmed = await other.post(`${reset}/confirmation`).expect(200);
    expect(confirmed.body).toMatchObject({ second_factor_at: null, second_factor_reset: null });
    await official.get(`${V1}/session`).expect(401);
    expect((await official.logIn(email, PASSWORD)).status).toBe(200);
    const acts = await one.get(`${V1}/acts?subject=official:${email}&limit=3`).expect(200);
    expect(acts.body).toMatchObject([
      { action: 'session.open' },
      { action: 'official.reset-second-factor', actor: 'two@x.example' },
      { action: 'official.ask-second-factor-reset', actor: 'one@x.example' },
    ]);
  });
});

describe('sessions', () => {
  it('are listed and ended by their owner, and ended by an operator', async () => {
    const email = 'desk@elections.example';
    const desk = await api.logIn('official', email);
    const phone = new TestClient(api.server);
    await phone.logIn(email, PASSWORD);
    const listed = (await desk.get(`${V1}/sessions`).expect(200)).body as { id: string; current: boolean }[];
    expect(listed).toHaveLength(2);
    const other = listed.find(({ current }) => !current);
    await desk.send('delete', `${V1}/sessions/${other?.id ?? ''}`).expect(204);
    await phone.get(`${V1}/session`).expect(401);
    await desk.send('delete', `${V1}/sessions/${other?.id ?? ''}`).expect(404);

    const operator = await api.logIn('operator', 'ender@x.example');
    await enrol(operator);
    const { id } = ((await desk.get(`${V1}/session`)).body as { official: { id: string } }).official;
    const sessions = `${V1}/officials/${id}/sessions`;
    expect((await operator.get(sessions).expect(200)).body).toMatchObject([{ current: false }]);
    await desk.send('delete', sessions).expect(403);
    await operator.send('delete', sessions).expect(204);
    await desk.get(`${V1}/session`).expect(401);
    await operator.send('delete', sessions).expect(404);
    const [act] = (await operator.get(`${V1}/acts?subject=official:${email}&limit=1`)).body as unknown[];
    expect(act).toMatchObject({ action: 'session.end', actor: 'ender@x.example' });
  });
});
