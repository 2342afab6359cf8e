import { z } from 'zod';
import { partiesBody, partyBody, regionBody, regionsBody } from '../public/election.ts';
import { adminRoutes, MAKE, NO_CONTENT, REMOVE, success } from './admin-route.ts';
import { newParty, newRegion, partyRequest, regionRequest } from './regions.ts';
import { identifier } from './values.ts';

const ofRegion = z.object({ id: identifier });
const ofParty = z.object({ code: identifier });

/** The routes of regions and parties, to which elections refer. */
export const LIST_ROUTES = adminRoutes({
  regions: {
    method: 'get',
    path: '/admin/v1/regions',
    tag: 'Regions and parties',
    summary: 'Regions',
    access: 'read',
    answers: { 200: success(regionsBody) },
    problems: [],
  },
  createRegion: {
    method: 'post',
    path: '/admin/v1/regions',
    tag: 'Regions and parties',
    summary: 'Create a region',
    access: 'configure',
    body: newRegion,
    answers: { 201: success(regionBody) },
    problems: MAKE,
  },
  changeRegion: {
    method: 'put',
    path: '/admin/v1/regions/{id}',
    tag: 'Regions and parties',
    summary: 'Rename a region',
    access: 'configure',
    params: ofRegion,
    body: regionRequest,
    answers: { 200: success(regionBody) },
    problems: REMOVE,
  },
  removeRegion: {
    method: 'delete',
    path: '/admin/v1/regions/{id}',
    tag: 'Regions and parties',
    summary: 'Remove a region',
    access: 'configure',
    params: ofRegion,
    answers: { 204: NO_CONTENT },
    problems: REMOVE,
  },
  parties: {
    method: 'get',
    path: '/admin/v1/parties',
    tag: 'Regions and parties',
    summary: 'Parties',
    access: 'read',
    answers: { 200: success(partiesBody) },
    problems: [],
  },
  createParty: {
    method: 'post',
    path: '/admin/v1/parties',
    tag: 'Regions and parties',
    summary: 'Create a party',
    access: 'configure',
    body: newParty,
    answers: { 201: success(partyBody) },
    problems: MAKE,
  },
  changeParty: {
    method: 'put',
    path: '/admin/v1/parties/{code}',
    tag: 'Regions and parties',
    summary: 'Change a party',
    access: 'configure',
    params: ofParty,
    body: partyRequest,
    answers: { 200: success(partyBody) },
    problems: REMOVE,
  },
  removeParty: {
    method: 'delete',
    path: '/admin/v1/parties/{code}',
    tag: 'Regions and parties',
    summary: 'Remove a party',
    access: 'configure',
    params: ofParty,
    answers: { 204: NO_CONTENT },
    problems: REMOVE,
  },
});
