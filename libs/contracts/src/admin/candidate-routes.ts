import { z } from 'zod';
import {
  adminRoutes,
  AWAITS_APPROVAL,
  CHANGE,
  FIND,
  MAKE,
  NO_CONTENT,
  REMOVE,
  success,
  versionedSuccess,
} from './admin-route.ts';
import {
  adminCandidateBody,
  adminCandidatesBody,
  candidateOrder,
  candidatePatch,
  newCandidate,
  withdrawalRequest,
} from './elections.ts';
import { identifier } from './values.ts';

const ofRace = z.object({ election_id: identifier, region_id: identifier });
const ofCandidate = ofRace.extend({ candidate_id: identifier });

const OF_A_PHOTO = [...CHANGE, 'upload-too-large', 'wrong-media-type', 'overloaded'] as const;

/** The routes of the candidates of a race. */
export const CANDIDATE_ROUTES = adminRoutes({
  candidates: {
    method: 'get',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates',
    tag: 'Elections',
    summary: 'The candidates of a race, in the order of the ballot',
    access: 'read',
    params: ofRace,
    answers: { 200: versionedSuccess(adminCandidatesBody) },
    problems: FIND,
  },
  createCandidate: {
    method: 'post',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates',
    tag: 'Elections',
    summary: 'Add a candidate',
    access: 'configure',
    params: ofRace,
    body: newCandidate,
    answers: { 201: success(adminCandidateBody) },
    problems: MAKE,
  },
  orderCandidates: {
    method: 'put',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidate-order',
    tag: 'Elections',
    summary: 'Change the order of the candidates on the ballot',
    access: 'configure',
    params: ofRace,
    body: candidateOrder,
    answers: { 200: success(adminCandidatesBody) },
    problems: CHANGE,
  },
  changeCandidate: {
    method: 'patch',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}',
    tag: 'Elections',
    summary: 'Change a candidate',
    access: 'configure',
    params: ofCandidate,
    body: candidatePatch,
    answers: { 200: success(adminCandidateBody) },
    problems: CHANGE,
  },
  removeCandidate: {
    method: 'delete',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}',
    tag: 'Elections',
    summary: 'Remove a candidate from a draft',
    access: 'configure',
    params: ofCandidate,
    answers: { 204: NO_CONTENT },
    problems: REMOVE,
  },
  putPhoto: {
    method: 'put',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/photo',
    tag: 'Elections',
    summary: 'Give a candidate a photo',
    description:
      'A JPEG, PNG or WebP of at most 12 MB and 50 million pixels. It is written again as a JPEG of at most 800 pixels on each side, without anything else that the file held (place, camera, thumbnails). `photo_url` is then its address in the public API, which serves it once the election is published. The photo that the candidate had is removed.',
    access: 'configure',
    params: ofCandidate,
    bytes: ['image/jpeg', 'image/png', 'image/webp'],
    answers: { 200: success(adminCandidateBody) },
    problems: OF_A_PHOTO,
  },
  photo: {
    method: 'get',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/photo',
    tag: 'Elections',
    summary: 'The photo that a candidate was given, also before the publication',
    access: 'read',
    params: ofCandidate,
    answers: { 200: { description: 'The photo.', otherMedia: ['image/jpeg'] } },
    problems: FIND,
  },
  removePhoto: {
    method: 'delete',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/photo',
    tag: 'Elections',
    summary: 'Remove the photo of a candidate',
    access: 'configure',
    params: ofCandidate,
    answers: { 200: success(adminCandidateBody) },
    problems: CHANGE,
  },
  withdrawCandidate: {
    method: 'post',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/withdrawal',
    tag: 'Elections',
    summary: 'Record a withdrawal',
    description:
      'Ballots accepted before the withdrawal stay as they were cast, and the count passes over the candidate.',
    access: 'configure',
    params: ofCandidate,
    body: withdrawalRequest,
    answers: { 200: success(adminCandidateBody), 202: AWAITS_APPROVAL },
    problems: CHANGE,
  },
  reinstateCandidate: {
    method: 'post',
    path: '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/reinstatement',
    tag: 'Elections',
    summary: 'Take back a withdrawal',
    description:
      'Possible while no ballot can have been accepted after the withdrawal took effect: until shortly before that, or until shortly before the voting opens.',
    access: 'configure',
    params: ofCandidate,
    body: withdrawalRequest,
    answers: { 200: success(adminCandidateBody) },
    problems: CHANGE,
  },
});
