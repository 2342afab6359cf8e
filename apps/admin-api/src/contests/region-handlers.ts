import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Regions = Pick<ElectionOffice, 'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'>;

/** The view of regions: they have the same shape in the API as in the office. */
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
