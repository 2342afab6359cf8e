import type { ElectionOffice } from '@scrutin/election-office';
import { officialView, sessionViews } from '@scrutin/election-office';
import { created, ok } from '@scrutin/http-edge';
import { changedOrAwaiting, changedRecord, emptyAnswer, notDone } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Accounts = Pick<
  ElectionOffice,
  | 'officials'
  | 'createOfficial'
  | 'setPassword'
  | 'disableOfficial'
  | 'enableOfficial'
  | 'sessionsOf'
  | 'endSessions'
  | 'askSecondFactorReset'
  | 'withdrawSecondFactorReset'
  | 'confirmSecondFactorReset'
>;
type AccountRoute =
  Exclude<keyof Accounts, 'sessionsOf' | 'endSessions'> | 'officialSessions' | 'endOfficialSessions';

export function officialHandlers(office: Accounts): OfficeHandlers<AccountRoute> {
  return {
    officials: async () => ok((await office.officials()).map(officialView)),
    createOfficial: async ({ caller, body }) => {
      const { email, display_name: displayName, role, password } = body;
      const made = await office.createOfficial(caller.actor, { email, displayName, role, password });
      return made.ok ? created(officialView(made.value)) : notDone(made);
    },
    setPassword: async ({ caller, params, body }) =>
      changedOrAwaiting(await office.setPassword(caller.actor, params.id, body.password), officialView),
    disableOfficial: async ({ caller, params }) =>
      changedRecord(await office.disableOfficial(caller.actor, params.id), officialView),
    enableOfficial: async ({ caller, params }) =>
      changedRecord(await office.enableOfficial(caller.actor, params.id), officialView),
    officialSessions: async ({ params }) => ok(sessionViews(await office.sessionsOf(params.id), undefined)),
    endOfficialSessions: async ({ caller, params }) =>
      emptyAnswer(await office.endSessions(caller.actor, params.id)),
    askSecondFactorReset: async ({ caller, params, body }) =>
      changedRecord(await office.askSecondFactorReset(caller.actor, params.id, body.reason), officialView),
    withdrawSecondFactorReset: async ({ caller, params }) =>
      changedRecord(await office.withdrawSecondFactorReset(caller.actor, params.id), officialView),
    confirmSecondFactorReset: async ({ caller, params }) =>
      changedRecord(await office.confirmSecondFactorReset(caller.actor, params.id), officialView),
  };
}
