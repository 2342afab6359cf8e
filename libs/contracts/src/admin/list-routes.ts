import { z } from 'zod';
import { adminRoutes, MAKE, NO_CONTENT, REMOVE, success } from './admin-route.ts';
import { listedParty, listedRegion, newParty, newRegion, partyRequest, regionRequest } from './regions.ts';
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
    answers: { 200: success(z.array(listedRegion)) },
    problems: [],
  },
  createRegion: {
    method: 'post',
    path: '/admin/v1/regions',
    tag: 'Regions and parties',
    summary: 'Create a region',
    access: 'configure',
    body: newRegion,
    answers: { 201: success(listedRegion) },
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
    answers: { 200: success(listedRegion) },
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
    answers: { 200: success(z.array(listedParty)) },
    problems: [],
  },
  createParty: {
    method: 'post',
    path: '/admin/v1/parties',
    tag: 'Regions and parties',
    summary: 'Create a party',
    access: 'configure',
    body: newParty,
    answers: { 201: success(listedParty) },
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
    answers: { 200: success(listedParty) },
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
