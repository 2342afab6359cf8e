import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Regions = Pick<ElectionOffice, 'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'>;
type Parties = Pick<ElectionOffice, 'parties' | 'createParty' | 'changeParty' | 'removeParty'>;

/** The view of regions and parties: they have the same shape in the API as in the office. */
const unchanged = <T>(record: T): T => record;

export function regionHandlers(
  office: Regions,
): OfficeHandlers<'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'> {
  return {
    regions: async () => ok(await office.regions()),
    createRegion: async ({ caller, body }) =>
      createdRecord(await office.createRegion(caller.actor, body), unchanged),
    changeRegion: async ({ caller, params, body }) =>
      changedRecord(await office.changeRegion(caller.actor, { id: params.id, name: body.name }), unchanged),
    removeRegion: async ({ caller, params }) =>
      emptyAnswer(await office.removeRegion(caller.actor, params.id)),
  };
}

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
