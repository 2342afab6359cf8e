import { useDatabase } from '@scrutin/testkit/database';
import { both, problem, V1 } from '../fixture/prepared-election.ts';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;
let operator: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official', 'marie@elections.example');
  operator = await api.logIn('operator');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

interface Versioned {
  readonly version: string;
}

const outdated = ['outdated', expect.stringContaining('read it again')];

describe('a change that was made from an older version', () => {
  it.each([
    ['regions', 'id', { name: both('Nord') }, { name: both('Grand-Nord') }],
    [
      'parties',
      'code',
      { name: both('Verts'), color: '#00AA00' },
      { name: both('Verts unis'), color: '#00AA00' },
    ],
  ])('of %s is refused', async (path, key, given, changed) => {
    const made = await official.post(`${V1}/${path}`, { ...given, [key]: 'X1' }).expect(201);
    const { version } = made.body as Versioned;
    expect((await official.get(`${V1}/${path}`)).body).toContainEqual({ ...given, [key]: 'X1', version });
    const change = (body: object, tag: string) =>
      official.send('put', `${V1}/${path}/X1`, body).set('If-Match', `"${tag}"`);
    // Another record is none of its business.
    await official.post(`${V1}/${path}`, { ...given, [key]: 'X2' }).expect(201);
    const now = (await change(changed, version).expect(200)).body as Versioned;
    expect(now.version).not.toBe(version);
    expect(problem(await change(given, version).expect(412))).toEqual(outdated);
    const removal = () => official.send('delete', `${V1}/${path}/X1`);
    expect(problem(await removal().set('If-Match', `"${version}"`).expect(412))).toEqual(outdated);
    expect((await official.get(`${V1}/${path}`)).body).toContainEqual({ ...changed, [key]: 'X1', ...now });
    // Changed back, it is again what the first person has read.
    await change(given, now.version).expect(200);
    await removal().set('If-Match', `"${version}"`).expect(204);
  });

  it('of the approval policy is refused, so that no rule gets lost', async () => {
    const read = async () => {
      const answer = await operator.get(`${V1}/approval-policy`);
      const policy = answer.body as { acts: string[]; replacing_above: number };
      return { policy, tag: answer.headers['etag'] as string };
    };
    const first = await read();
    expect(first.tag).toMatch(/^"[0-9a-f]{64}"$/);
    const put = (policy: object, tag: string) =>
      operator.send('put', `${V1}/approval-policy`, { ...policy, reason: 'a test' }).set('If-Match', tag);
    const stricter = { ...first.policy, replacing_above: first.policy.replacing_above + 1 };
    await put(stricter, first.tag).expect(200);
    const refused = await put({ ...first.policy, registering_above: 99 }, first.tag).expect(412);
    expect(problem(refused)).toEqual(['outdated', expect.stringContaining('approval policy')]);
    const second = await read();
    expect(second.policy).toEqual(stricter);
    await put(first.policy, second.tag).expect(200);
  });

  it('of an account is refused, and a lock after failed logins is no change', async () => {
    const email = 'luc@x.example';
    const account = { email, display_name: 'Luc', role: 'auditor', password: 'a long enough one' };
    const made = (await operator.post(`${V1}/officials`, account).expect(201)).body as Versioned & {
      id: string;
    };
    const address = `${V1}/officials/${made.id}`;
    const act = (path: string, body: object | undefined, { version }: Versioned) =>
      operator.send('post', `${address}/${path}`, body).set('If-Match', `"${version}"`);
    for (let attempt = 0; attempt < 6; attempt++) await api.stranger().logIn(email, 'wrong');
    const disabled = (await act('disablement', undefined, made).expect(200)).body as Versioned;
    const refused = await act('password', { password: 'another long one' }, made).expect(412);
    expect(problem(refused)).toEqual(['outdated', expect.stringContaining('account')]);
    await act('password', { password: 'another long one' }, disabled).expect(200);
  });
});
