import { z } from 'zod';
import { adminRoutes, CHANGE, COUNT, FIND, MAKE, NO_CONTENT, REMOVE, STEP, success } from './admin-route.ts';
import { adminLawBody, adminLawsBody, lawPatch, newLaw } from './laws.ts';
import { tabulationDetailBody, tabulationRequest, tabulationSummariesBody } from './tabulations.ts';
import { identifier, stepRequest, STEPS_IN_WORDS } from './values.ts';

const ofLaw = z.object({ id: identifier });

/** The routes of laws and of their counts. */
export const LAW_OFFICE_ROUTES = adminRoutes({
  laws: {
    method: 'get',
    path: '/admin/v1/laws',
    tag: 'Laws',
    summary: 'Laws, drafts included',
    access: 'read',
    answers: { 200: success(adminLawsBody) },
    problems: [],
  },
  createLaw: {
    method: 'post',
    path: '/admin/v1/laws',
    tag: 'Laws',
    summary: 'Create a law, as a draft',
    access: 'configure',
    body: newLaw,
    answers: { 201: success(adminLawBody) },
    problems: MAKE,
  },
  law: {
    method: 'get',
    path: '/admin/v1/laws/{id}',
    tag: 'Laws',
    summary: 'One law',
    access: 'read',
    params: ofLaw,
    answers: { 200: success(adminLawBody) },
    problems: FIND,
  },
  changeLaw: {
    method: 'patch',
    path: '/admin/v1/laws/{id}',
    tag: 'Laws',
    summary: 'Change a law',
    access: 'configure',
    params: ofLaw,
    body: lawPatch,
    answers: { 200: success(adminLawBody) },
    problems: CHANGE,
  },
  removeLaw: {
    method: 'delete',
    path: '/admin/v1/laws/{id}',
    tag: 'Laws',
    summary: 'Remove a draft',
    access: 'configure',
    params: ofLaw,
    answers: { 204: NO_CONTENT },
    problems: REMOVE,
  },
  stepLaw: {
    method: 'post',
    path: '/admin/v1/laws/{id}/steps',
    tag: 'Laws',
    summary: 'Take a step in the life of a law',
    description: STEPS_IN_WORDS,
    access: 'step',
    params: ofLaw,
    body: stepRequest,
    answers: { 200: success(adminLawBody) },
    problems: STEP,
  },
  lawTabulations: {
    method: 'get',
    path: '/admin/v1/laws/{id}/tabulations',
    tag: 'Counting',
    summary: 'The counts of a law, newest first',
    access: 'read',
    params: ofLaw,
    answers: { 200: success(tabulationSummariesBody) },
    problems: FIND,
  },
  tabulateLaw: {
    method: 'post',
    path: '/admin/v1/laws/{id}/tabulations',
    tag: 'Counting',
    summary: 'Count the ballots on a law',
    access: 'tabulate',
    params: ofLaw,
    body: tabulationRequest,
    answers: { 201: success(tabulationDetailBody) },
    problems: COUNT,
  },
});
