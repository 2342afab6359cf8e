import { newOfficial, passwordRequest } from '@scrutin/contracts/admin';
import type { ElectionOffice } from '@scrutin/election-office';
import { created, ok, outcome } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';
import { officialView } from './official-view.ts';

type Accounts = Pick<
  ElectionOffice,
  'officials' | 'createOfficial' | 'setPassword' | 'disableOfficial' | 'enableOfficial'
>;

const ALL = '/admin/v1/officials';

export function officialRoutes(office: Accounts): Route[] {
  const idOf = ({ params }: Call): string => params['id'] ?? '';
  return [
    reading(ALL, async () => ok((await office.officials()).map(officialView))),
    actingOn('post', ALL, 'accounts', newOfficial, async ({ actor }, body) => {
      const { email, display_name: displayName, role, password } = body;
      const made = await office.createOfficial(actor, { email, displayName, role, password });
      return outcome(made, officialView, created);
    }),
    actingOn('post', `${ALL}/{id}/password`, 'accounts', passwordRequest, async (call, { password }) =>
      outcome(await office.setPassword(call.actor, idOf(call), password), officialView),
    ),
    acting('post', `${ALL}/{id}/disablement`, 'accounts', async (call) =>
      outcome(await office.disableOfficial(call.actor, idOf(call)), officialView),
    ),
    acting('delete', `${ALL}/{id}/disablement`, 'accounts', async (call) =>
      outcome(await office.enableOfficial(call.actor, idOf(call)), officialView),
    ),
  ];
}
