import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
});

const GATEWAYS = '/admin/v1/gateways';
const GIVEN = { name: 'kiosks', votes_per_second: 500, burst: 5_000 };

describe('gateways', () => {
  it('are created by an operator with a key that is shown once, read by everybody, and revoked once', async () => {
    const operator = await api.logIn('operator');
    const made = await operator.post(GATEWAYS, GIVEN).expect(201);
    const { key, ...gateway } = made.body as { key: string; id: string };
    expect(key).toMatch(/^sgw_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    expect(gateway).toMatchObject({ ...GIVEN, revoked_at: null });
    await operator.post(GATEWAYS, GIVEN).expect(409);
    await operator.post(GATEWAYS, { ...GIVEN, name: 'x', burst: 0 }).expect(422);
    const auditor = await api.logIn('auditor');
    const listed = await auditor.get(GATEWAYS).expect(200);
    expect(listed.body).toEqual([gateway]);
    await auditor.post(GATEWAYS, { ...GIVEN, name: 'x' }).expect(403);
    await (await api.logIn('official')).post(`${GATEWAYS}/${gateway.id}/revocation`).expect(403);
    const revoked = await operator.post(`${GATEWAYS}/${gateway.id}/revocation`).expect(200);
    expect((revoked.body as { revoked_at: string | null }).revoked_at).not.toBeNull();
    await operator.post(`${GATEWAYS}/${gateway.id}/revocation`).expect(409);
    await operator.post(`${GATEWAYS}/5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188/revocation`).expect(404);
    const acts = await operator.get('/admin/v1/acts?limit=1000&subject=gateway:kiosks').expect(200);
    expect((acts.body as { action: string }[]).map(({ action }) => action)).toEqual([
      'gateway.revoke',
      'gateway.create',
    ]);
    expect(JSON.stringify(acts.body)).not.toContain(key.slice(-43));
  });
});
