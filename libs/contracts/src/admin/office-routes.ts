import { z } from 'zod';
import { actsBody, actsQuery } from './acts.ts';
import { adminRoutes, done, FIND } from './admin-route.ts';
import { rollsBody, rollUploadBody, rollUploadQuery } from './rolls.ts';
import { tabulationDetailBody } from './tabulations.ts';

const ofRoll = z.object({
  roll_key: z.string().meta({ description: 'law:ID or election:ID', examples: ['election:PROV-2026'] }),
});
const ofTabulation = z.object({ id: z.uuid() });

/** Rolls, published counts and the record of acts. */
export const OFFICE_ROUTES = adminRoutes({
  rolls: {
    method: 'get',
    path: '/admin/v1/rolls',
    tag: 'Rolls',
    summary: 'Rolls on record',
    access: 'read',
    answers: { 200: done(rollsBody) },
    problems: [],
  },
  uploadRoll: {
    method: 'post',
    path: '/admin/v1/rolls/{roll_key}',
    tag: 'Rolls',
    summary: 'Check a roll, and load it',
    description:
      'Lines as `scrutin credentials generate` writes them: 43 characters of base64url, for an election then a comma and the region. Nothing is loaded unless every line is good. The roll of a draft is replaced; later it only grows.',
    access: 'rolls',
    params: ofRoll,
    query: rollUploadQuery,
    lines: true,
    answers: { 200: done(rollUploadBody) },
    problems: [
      'record-not-found',
      'state-forbids',
      'incomplete',
      'upload-too-large',
      'wrong-media-type',
      'invalid',
      'roll-invalid',
      'letters-uploaded',
      'overloaded',
    ],
  },
  tabulation: {
    method: 'get',
    path: '/admin/v1/tabulations/{id}',
    tag: 'Counting',
    summary: 'A count with its rounds explained',
    access: 'read',
    params: ofTabulation,
    answers: { 200: done(tabulationDetailBody) },
    problems: FIND,
  },
  publishTabulation: {
    method: 'post',
    path: '/admin/v1/tabulations/{id}/publication',
    tag: 'Counting',
    summary: 'Publish a count',
    access: 'publish',
    params: ofTabulation,
    answers: { 200: done(tabulationDetailBody) },
    problems: [...FIND, 'state-forbids', 'incomplete'],
  },
  acts: {
    method: 'get',
    path: '/admin/v1/acts',
    tag: 'Record of acts',
    summary: 'Who did what, newest first',
    access: 'read',
    query: actsQuery,
    answers: { 200: { ...done(actsBody), otherMedia: ['text/csv'] } },
    problems: ['invalid'],
  },
});
