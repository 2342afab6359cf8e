import type { PoliticalParty } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { recordVersion } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Parties = Pick<ElectionOffice, 'parties' | 'createParty' | 'changeParty' | 'removeParty'>;

/** A party as the office has it, with its version. */
const view = (party: PoliticalParty) => ({ ...party, version: recordVersion(party) });

export function partyHandlers(
  office: Parties,
): OfficeHandlers<'parties' | 'createParty' | 'changeParty' | 'removeParty'> {
  return {
    parties: async () => ok((await office.parties()).map(view)),
    createParty: async ({ caller, body }) =>
      createdRecord(await office.createParty(caller.actor, body), view),
    changeParty: async ({ caller, params, body }) =>
      changedRecord(await office.changeParty(caller.actor, { code: params.code, ...body }), view),
    removeParty: async ({ caller, params }) =>
      emptyAnswer(await office.removeParty(caller.actor, params.code)),
  };
}
