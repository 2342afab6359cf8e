import type { ElectionOffice } from '@scrutin/election-office';
import { officialView } from '@scrutin/election-office';
import { created } from '@scrutin/http-edge';
import { changedRecord, refused } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { hashOf } from './request-sessions.ts';
import type { SessionHandlersOptions } from './session-handlers.ts';
import { withLogin } from './session-handlers.ts';

export interface SecondFactorHandlersOptions extends Omit<SessionHandlersOptions, 'office'> {
  readonly office: Pick<
    ElectionOffice,
    'login' | 'confirmPassword' | 'beginSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor'
  >;
}

export function secondFactorHandlers(
  options: SecondFactorHandlersOptions,
): OfficeHandlers<'beginSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor'> {
  const { office } = options;
  return {
    beginSecondFactor: ({ caller, request, body }) => {
      const { email } = caller.session.official;
      const check = () => office.confirmPassword(email, body.current_password);
      return withLogin(options, request, check, async (official, proof) => {
        const begun = await office.beginSecondFactor(caller.actor, { official, proof });
        return begun.ok ? created(begun.value) : refused(begun);
      });
    },
    confirmSecondFactor: async ({ caller, body: { code } }) => {
      const { official, token } = caller.session;
      const own = { official, code, tokenHash: hashOf(token) };
      return changedRecord(await office.confirmSecondFactor(caller.actor, own), officialView);
    },
    removeSecondFactor: ({ caller, request, body: { current_password: password, code } }) => {
      const { email } = caller.session.official;
      const check = () => office.login(email, password, code);
      return withLogin(options, request, check, async (official, proof) =>
        changedRecord(await office.removeSecondFactor(caller.actor, { official, proof }), officialView),
      );
    },
  };
}
