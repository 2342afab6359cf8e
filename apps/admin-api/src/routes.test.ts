import { adminOpenApiDocument } from '@scrutin/contracts/openapi';
import { RIGHTS, RIGHTS_OF } from './permissions.ts';
import { allRoutes } from './routes.ts';
import type { RoutesOptions } from './routes.ts';

const routes = allRoutes({} as RoutesOptions);

describe('the routes', () => {
  it('are those of the OpenAPI document, with the login', () => {
    const described = Object.entries(adminOpenApiDocument('1').paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method} ${path}`),
    );
    const office = described.filter((name) => name.includes(' /admin/v1/'));
    const mounted = routes.map(({ method, path }) => `${method} ${path}`);
    expect([...mounted, 'post /admin/v1/session'].sort()).toEqual(office.sort());
  });

  it('take a right each, which somebody has', () => {
    const held = new Set(Object.values(RIGHTS_OF).flat());
    expect([...held].sort()).toEqual([...RIGHTS].sort());
    for (const { method, path, right } of routes) {
      if (path.startsWith('/admin/v1/session')) continue;
      expect([path, right === 'read']).toEqual([path, method === 'get']);
    }
  });
});
