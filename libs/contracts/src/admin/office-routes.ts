import { z } from 'zod';
import { actsBody, actsQuery, XLSX } from './acts.ts';
import { adminRoutes, AWAITS_APPROVAL, FIND, MAKE, success } from './admin-route.ts';
import { rollsBody, rollUploadBody, rollUploadQuery } from './rolls.ts';
import {
  lotBody,
  lotRequest,
  lotsBody,
  publicationRequest,
  publicationsBody,
  tabulationDetailBody,
} from './tabulations.ts';
import {
  replacementsBody,
  replacementsRequest,
  revocationsBody,
  revocationsRequest,
} from './void-credentials.ts';

const ofRoll = z.object({
  roll_key: z.string().meta({ description: 'law:ID or election:ID', examples: ['election:PROV-2026'] }),
});
const ofTabulation = z.object({ id: z.uuid() });

/** The routes of rolls, of single counts and of the record of acts. */
export const OFFICE_ROUTES = adminRoutes({
  rolls: {
    method: 'get',
    path: '/admin/v1/rolls',
    tag: 'Rolls',
    summary: 'Rolls on record',
    access: 'read',
    answers: { 200: success(rollsBody) },
    problems: [],
  },
  uploadRoll: {
    method: 'post',
    path: '/admin/v1/rolls/{roll_key}',
    tag: 'Rolls',
    summary: 'Check and load a roll',
    description:
      'The manifest of the roll, and then all its files in their order: `cat roll/manifest.json roll/roll-*.txt`. The contest, the number of lines and the SHA-256 of each file must be those of the manifest. For lines without a manifest, say so with `manifest=none`. The lines are those that `scrutin credentials generate` writes: 43 characters of base64url and, for an election, a comma and the region. Nothing is loaded unless every line is valid. A new roll replaces the roll of a draft. After that, a roll can only grow: each addition needs a reason, and above a number the approval of a second person (202). Once it is approved, upload the same file again.',
    access: 'rolls',
    params: ofRoll,
    query: rollUploadQuery,
    lines: true,
    answers: { 200: success(rollUploadBody), 202: AWAITS_APPROVAL },
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
  replaceCredentials: {
    method: 'post',
    path: '/admin/v1/rolls/{roll_key}/replacements',
    tag: 'Rolls',
    summary: 'Replace letters that were lost',
    description:
      'The old credentials are void and the new ones are on the roll, all of them or none. Refused if one of these voters has voted, or if a vote is on its way. Whatever is in flight, no voter has two ballots. The references of letters stay with the office: only credential hashes are sent. Possible from the publication to the closing.',
    access: 'rolls',
    params: ofRoll,
    body: replacementsRequest,
    answers: { 200: success(replacementsBody), 202: AWAITS_APPROVAL },
    problems: ['record-not-found', 'state-forbids', 'incomplete', 'overloaded'],
  },
  revokeCredentials: {
    method: 'post',
    path: '/admin/v1/rolls/{roll_key}/revocations',
    tag: 'Rolls',
    summary: 'Take credentials off the roll',
    description:
      'No vote of these credentials is counted from now on. Refused, for all of them, if one of these voters has voted, or if a vote is on its way.',
    access: 'rolls',
    params: ofRoll,
    body: revocationsRequest,
    answers: { 200: success(revocationsBody), 202: AWAITS_APPROVAL },
    problems: ['record-not-found', 'state-forbids', 'incomplete'],
  },
  tabulation: {
    method: 'get',
    path: '/admin/v1/tabulations/{id}',
    tag: 'Counting',
    summary: 'One count, with its rounds explained',
    access: 'read',
    params: ofTabulation,
    answers: { 200: success(tabulationDetailBody) },
    problems: FIND,
  },
  publishTabulation: {
    method: 'post',
    path: '/admin/v1/tabulations/{id}/publication',
    tag: 'Counting',
    summary: 'Publish a count',
    description:
      'The count then stands. If another count of the contest stands, a reason is needed. A count that was published before can be made to stand again.',
    access: 'publish',
    params: ofTabulation,
    body: publicationRequest,
    answers: { 200: success(tabulationDetailBody), 202: AWAITS_APPROVAL },
    problems: [...FIND, 'state-forbids', 'outdated', 'incomplete'],
  },
  publications: {
    method: 'get',
    path: '/admin/v1/tabulations/{id}/publications',
    tag: 'Counting',
    summary: 'All publications of the contest of a count, newest first',
    access: 'read',
    params: ofTabulation,
    answers: { 200: success(publicationsBody) },
    problems: FIND,
  },
  lots: {
    method: 'get',
    path: '/admin/v1/tabulations/{id}/lots',
    tag: 'Counting',
    summary: 'All lots of the contest of a count',
    access: 'read',
    params: ofTabulation,
    answers: { 200: success(lotsBody) },
    problems: FIND,
  },
  recordLot: {
    method: 'post',
    path: '/admin/v1/tabulations/{id}/lots',
    tag: 'Counting',
    summary: 'Record the lot for which a count waits',
    description:
      'The next count of the contest uses it for exactly this tie. A lot is never changed, and there is one for each tie.',
    access: 'tabulate',
    params: ofTabulation,
    body: lotRequest,
    answers: { 201: success(lotBody), 202: AWAITS_APPROVAL },
    problems: MAKE,
  },
  acts: {
    method: 'get',
    path: '/admin/v1/acts',
    tag: 'Record of acts',
    summary: 'Who did what, newest first',
    access: 'read',
    query: actsQuery,
    answers: { 200: { ...success(actsBody), otherMedia: ['text/csv', XLSX] } },
    problems: ['invalid', 'overloaded'],
  },
});
