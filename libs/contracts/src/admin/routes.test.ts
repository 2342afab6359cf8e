import { RIGHTS, RIGHTS_OF } from './rights.ts';
import { ADMIN_ROUTES } from './routes.ts';

describe('the routes of the admin API', () => {
  it('each require one right, which at least one role has', () => {
    const held = new Set(Object.values(RIGHTS_OF).flat());
    expect([...held].sort()).toEqual([...RIGHTS].sort());
    for (const { method, path, access } of Object.values(ADMIN_ROUTES)) {
      if (path.startsWith('/admin/v1/session')) continue;
      expect([path, access === 'read' || access === 'audit']).toEqual([path, method === 'get']);
    }
  });
});
