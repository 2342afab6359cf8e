import type { AdminRoute } from '@scrutin/contracts/admin';
import { may, RIGHTS_OF, SESSION_ROUTES } from '@scrutin/contracts/admin';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from './fixture/test-admin-api.ts';
import { openAdminApi } from './fixture/test-admin-api.ts';
import type { TestClient } from './fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
const clients = new Map<string, TestClient>();
const ROLES = ['official', 'operator', 'auditor'] as const;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  for (const role of ROLES) clients.set(role, await api.logIn(role));
});

const all: readonly AdminRoute[] = Object.values(SESSION_ROUTES);
const cases = all.flatMap(({ method, path, access }) =>
  access === 'open' || access === 'session'
    ? []
    : ROLES.map((role) => ({ method, path, right: access, role })),
);
const addressOf = (path: string): string =>
  path.replace('{roll_key}', 'law:NONE').replace(/\{\w+\}/g, 'NONE');

it('the table has the rights of the three roles', () => {
  expect(RIGHTS_OF).toEqual({
    official: ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish', 'approve'],
    operator: ['read', 'rolls', 'accounts', 'approve'],
    auditor: ['read', 'audit'],
  });
});

it.each(cases)(
  '$role: $method $path is answered as the table says',
  async ({ method, path, right, role }) => {
    const answer = await clients.get(role)!.send(method, addressOf(path), method === 'get' ? undefined : {});
    if (may(role, right)) expect([200, 404, 415, 422]).toContain(answer.status);
    else {
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:role-forbids' });
    }
  },
);

it.each(all)('without a session nobody gets an answer from $method $path', async ({ method, path }) => {
  const answer = await api.stranger().send(method, addressOf(path), method === 'get' ? undefined : {});
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:login-required' });
});

it('a method that an address does not have is answered with the methods that it has', async () => {
  const answer = await api.stranger().send('patch', '/admin/v1/officials', {});
  expect(answer.status).toBe(405);
  expect(answer.headers['allow']).toBe('GET, HEAD, POST');
});

it('health and the API description are open to everyone, and the metrics are on another port', async () => {
  for (const path of ['/health', '/health/live', '/health/ready', '/openapi.json', '/docs']) {
    await api.stranger().get(path).expect(200);
  }
  for (const path of ['/metrics', '/admin/v1/nothing']) await api.stranger().get(path).expect(404);
});

it('no request was logged as a failure', () => {
  expect(api.errors).toEqual([]);
});
