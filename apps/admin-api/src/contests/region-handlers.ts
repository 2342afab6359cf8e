import type { Region } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { recordVersion } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Regions = Pick<ElectionOffice, 'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'>;

/** A region as the office has it, with its version. */
const view = (region: Region) => ({ ...region, version: recordVersion(region) });

export function regionHandlers(
  office: Regions,
): OfficeHandlers<'regions' | 'createRegion' | 'changeRegion' | 'removeRegion'> {
  return {
    regions: async () => ok((await office.regions()).map(view)),
    createRegion: async ({ caller, body }) =>
      createdRecord(await office.createRegion(caller.actor, body), view),
    changeRegion: async ({ caller, params, body }) =>
      changedRecord(await office.changeRegion(caller.actor, { id: params.id, name: body.name }), view),
    removeRegion: async ({ caller, params }) =>
      emptyAnswer(await office.removeRegion(caller.actor, params.id)),
  };
}
