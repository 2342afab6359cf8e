import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { doneOr, made, outcome } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Regions = Pick<ElectionOffice, 'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'>;
type Parties = Pick<ElectionOffice, 'parties' | 'createParty' | 'changeParty' | 'removeParty'>;

/** A region and a party have the same shape here as in the office. */
const asIs = <T>(record: T): T => record;

export function regionHandlers(
  office: Regions,
): OfficeHandlers<'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'> {
  return {
    regions: async () => ok(await office.regions()),
    createRegion: async ({ caller, body }) => made(await office.createRegion(caller.actor, body), asIs),
    changeRegion: async ({ caller, params, body }) =>
      outcome(await office.changeRegion(caller.actor, { id: params.id, name: body.name }), asIs),
    removeRegion: async ({ caller, params }) => doneOr(await office.removeRegion(caller.actor, params.id)),
  };
}

export function partyHandlers(
  office: Parties,
): OfficeHandlers<'parties' | 'createParty' | 'changeParty' | 'removeParty'> {
  return {
    parties: async () => ok(await office.parties()),
    createParty: async ({ caller, body }) => made(await office.createParty(caller.actor, body), asIs),
    changeParty: async ({ caller, params, body }) =>
      outcome(await office.changeParty(caller.actor, { code: params.code, ...body }), asIs),
    removeParty: async ({ caller, params }) => doneOr(await office.removeParty(caller.actor, params.code)),
  };
}
