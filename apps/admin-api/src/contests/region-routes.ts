import { newParty, newRegion, partyRequest, regionRequest } from '@scrutin/contracts/admin';
import type { ElectionOffice } from '@scrutin/election-office';
import { created, doneOr, ok, outcome } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';

type Lists = Pick<
  ElectionOffice,
  | 'regions'
  | 'createRegion'
  | 'changeRegion'
  | 'removeRegion'
  | 'parties'
  | 'createParty'
  | 'changeParty'
  | 'removeParty'
>;

const REGIONS = '/admin/v1/regions';
const PARTIES = '/admin/v1/parties';

/** A region and a party have the same shape here as in the office. */
const asIs = <T>(record: T): T => record;

export function regionRoutes(office: Lists): Route[] {
  const idOf = ({ params }: Call): string => params['id'] ?? '';
  return [
    reading(REGIONS, async () => ok(await office.regions())),
    actingOn('post', REGIONS, 'configure', newRegion, async ({ actor }, body) =>
      outcome(await office.createRegion(actor, body), asIs, created),
    ),
    actingOn('put', `${REGIONS}/{id}`, 'configure', regionRequest, async (call, { name }) =>
      outcome(await office.changeRegion(call.actor, { id: idOf(call), name }), asIs),
    ),
    acting('delete', `${REGIONS}/{id}`, 'configure', async (call) =>
      doneOr(await office.removeRegion(call.actor, idOf(call))),
    ),
  ];
}

export function partyRoutes(office: Lists): Route[] {
  const codeOf = ({ params }: Call): string => params['code'] ?? '';
  return [
    reading(PARTIES, async () => ok(await office.parties())),
    actingOn('post', PARTIES, 'configure', newParty, async ({ actor }, body) =>
      outcome(await office.createParty(actor, body), asIs, created),
    ),
    actingOn('put', `${PARTIES}/{code}`, 'configure', partyRequest, async (call, { name, color }) =>
      outcome(await office.changeParty(call.actor, { code: codeOf(call), name, color }), asIs),
    ),
    acting('delete', `${PARTIES}/{code}`, 'configure', async (call) =>
      doneOr(await office.removeParty(call.actor, codeOf(call))),
    ),
  ];
}
