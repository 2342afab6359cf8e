import { z } from 'zod';
import { adminRoutes, FIND, success } from './admin-route.ts';
import { createdGateway, gatewayBody, gatewaysBody, newGateway } from './gateways.ts';

/** The routes of gateways, which hand in the votes of many voters at `POST /api/v1/votes/batch`. */
export const GATEWAY_ROUTES = adminRoutes({
  gateways: {
    method: 'get',
    path: '/admin/v1/gateways',
    tag: 'Gateways',
    summary: 'Gateways',
    description: 'All gateways, also those whose key was revoked.',
    access: 'read',
    answers: { 200: success(gatewaysBody) },
    problems: [],
  },
  createGateway: {
    method: 'post',
    path: '/admin/v1/gateways',
    tag: 'Gateways',
    summary: 'Create a gateway and its key',
    description:
      'The answer contains the key, which cannot be shown again. To replace a key, create another gateway, give its key to the owner, and revoke the old one.',
    access: 'accounts',
    body: newGateway,
    answers: { 201: success(createdGateway) },
    problems: ['already-exists'],
  },
  revokeGateway: {
    method: 'post',
    path: '/admin/v1/gateways/{id}/revocation',
    tag: 'Gateways',
    summary: 'Revoke the key of a gateway',
    description:
      'The key is refused everywhere within five seconds, and never again valid. Votes that were accepted from the gateway stay accepted.',
    access: 'accounts',
    params: z.object({ id: z.uuid() }),
    answers: { 200: success(gatewayBody) },
    problems: [...FIND, 'state-forbids'],
  },
});
