import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { officialView } from './official-view.ts';

type Accounts = Pick<
  ElectionOffice,
  'officials' | 'createOfficial' | 'setPassword' | 'disableOfficial' | 'enableOfficial'
>;

export function officialHandlers(office: Accounts): OfficeHandlers<keyof Accounts> {
  return {
    officials: async () => ok((await office.officials()).map(officialView)),
    createOfficial: async ({ caller, body }) => {
      const { email, display_name: displayName, role, password } = body;
      return createdRecord(
        await office.createOfficial(caller.actor, { email, displayName, role, password }),
        officialView,
      );
    },
    setPassword: async ({ caller, params, body }) =>
      changedRecord(await office.setPassword(caller.actor, params.id, body.password), officialView),
    disableOfficial: async ({ caller, params }) =>
      changedRecord(await office.disableOfficial(caller.actor, params.id), officialView),
    enableOfficial: async ({ caller, params }) =>
      changedRecord(await office.enableOfficial(caller.actor, params.id), officialView),
  };
}
