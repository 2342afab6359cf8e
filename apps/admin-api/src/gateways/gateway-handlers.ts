import type { ElectionOffice } from '@scrutin/election-office';
import { gatewayView } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Gateways = Pick<ElectionOffice, 'gateways' | 'createGateway' | 'revokeGateway'>;

export function gatewayHandlers(office: Gateways): OfficeHandlers<keyof Gateways> {
  return {
    gateways: async () => ok((await office.gateways()).map(gatewayView)),
    createGateway: async ({ caller, body }) => {
      const { name, votes_per_second: votesPerSecond, burst } = body;
      return createdRecord(
        await office.createGateway(caller.actor, { name, votesPerSecond, burst }),
        ({ gateway, key }) => ({ ...gatewayView(gateway), key }),
      );
    },
    revokeGateway: async ({ caller, params }) =>
      changedRecord(await office.revokeGateway(caller.actor, params.id), gatewayView),
  };
}
