import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Parties = Pick<ElectionOffice, 'parties' | 'createParty' | 'changeParty' | 'removeParty'>;

/** The view of parties: they have the same shape in the API as in the office. */
const unchanged = <T>(record: T): T => record;

export function partyHandlers(
  office: Parties,
): OfficeHandlers<'parties' | 'createParty' | 'changeParty' | 'removeParty'> {
  return {
    parties: async () => ok(await office.parties()),
    createParty: async ({ caller, body }) =>
      createdRecord(await office.createParty(caller.actor, body), unchanged),
    changeParty: async ({ caller, params, body }) =>
      changedRecord(await office.changeParty(caller.actor, { code: params.code, ...body }), unchanged),
    removeParty: async ({ caller, params }) =>
      emptyAnswer(await office.removeParty(caller.actor, params.code)),
  };
}
