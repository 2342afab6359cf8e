import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
});

const V1 = '/admin/v1';

describe('accounts', () => {
  it('are created, given a password, disabled and enabled by an operator', async () => {
    const operator = await api.logIn('operator');
    const given = {
      email: 'New@x.example',
      display_name: 'New',
      role: 'auditor',
      password: 'a long enough one',
    };
    const made = await operator.post(`${V1}/officials`, given).expect(201);
    expect(made.body).toMatchObject({ email: 'new@x.example', role: 'auditor', disabled_at: null });
    expect(JSON.stringify(made.body)).not.toMatch(/argon|a long enough one/i);
    const { id } = made.body as { id: string };
    await operator.post(`${V1}/officials`, given).expect(409);
    const refused = await operator.post(`${V1}/officials/${id}/password`, { password: 'short' }).expect(422);
    expect((refused.body as { refusal: string }).refusal).toMatch(/at least/);
    await operator.post(`${V1}/officials/${id}/password`, { password: 'another long one' }).expect(200);
    const client = api.stranger();
    expect((await client.logIn('new@x.example', 'another long one')).status).toBe(200);
    await operator.post(`${V1}/officials/${id}/disablement`).expect(200);
    await operator.post(`${V1}/officials/${id}/disablement`).expect(409);
    await client.get(`${V1}/laws`).expect(401);
    await operator.send('delete', `${V1}/officials/${id}/disablement`).expect(200);
    expect((await client.logIn('new@x.example', 'another long one')).status).toBe(200);
    const acts = await operator.get(`${V1}/acts?limit=1000`);
    expect(JSON.stringify(acts.body)).not.toMatch(/argon2|another long one/);
  });
});
